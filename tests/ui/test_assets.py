"""The built assets: ours to use, hashed, and said so when missing."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from peelian.ui import assets
from peelian.ui.problems import AssetsNotBuilt


def test_the_style_sheet_holds_nothing_that_only_gov_uk_may_use() -> None:
    css = (assets.BUILT / Path(assets.asset("peelian.css")).name).read_text(encoding="utf-8")
    assert len(css) > 30_000
    for forbidden in ("GDS Transport", "govuk-crest", "crown", "@font-face"):
        assert forbidden not in css


def test_the_style_sheet_asks_for_no_other_file() -> None:
    css = (assets.BUILT / Path(assets.asset("peelian.css")).name).read_text(encoding="utf-8")
    assert re.findall(r"url\((?!data:)[^)]*\)|@import[^;]*", css) == []


def test_every_built_file_carries_the_hash_of_its_content() -> None:
    names = json.loads((assets.BUILT / assets.LIST).read_text(encoding="utf-8"))
    assert len(names) >= 2
    for name in names.values():
        digest = hashlib.sha256((assets.BUILT / name).read_bytes()).hexdigest()
        assert name.split(".")[-2] == digest[:12]


def test_missing_assets_are_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "BUILT", tmp_path)
    assets._names.cache_clear()
    with pytest.raises(AssetsNotBuilt, match="make assets"):
        assets.check_built()
    monkeypatch.undo()
    assets._names.cache_clear()
    assets.check_built()


def test_the_lock_of_the_front_end_names_no_registry(repository: Path) -> None:
    lock = json.loads((repository / "package-lock.json").read_text(encoding="utf-8"))
    assert len(lock["packages"]) > 3
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
