"""Sealed bytes in a folder or in a bucket: there whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from peelian.casework.files.store import Bucket, Folder, Store, store


@pytest.fixture(params=["folder", "bucket"])
def kept(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Both stores; the bucket is Django's own storage in memory, in the place of S3."""
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path / "home"))
    if request.param == "folder":
        assert isinstance(store(), Folder)
        yield store()
        return
    bucket = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "attachments": bucket}):
        assert isinstance(store(), Bucket)
        yield store()


def _put(kept: Store, tmp_path: Path, data: bytes, name: str = "ab12") -> None:
    source = tmp_path / "sealed"
    source.write_bytes(data)
    kept.put(name, source)


def test_what_was_put_is_there_until_it_is_deleted(kept: Store, tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    _put(kept, tmp_path, data)
    with kept.open("ab12") as file:
        assert file.read() == data
    kept.delete("ab12")
    kept.delete("ab12")
    with pytest.raises(FileNotFoundError):
        kept.open("ab12")


def test_a_bucket_never_changes_what_is_there_and_a_folder_changes_it_whole(
    kept: Store, tmp_path: Path
) -> None:
    _put(kept, tmp_path, b"one")
    if isinstance(kept, Bucket):
        with pytest.raises(FileExistsError):
            _put(kept, tmp_path, b"two")
        left = b"one"
    else:
        _put(kept, tmp_path, b"two")
        left = b"two"
        assert [path.name for path in (tmp_path / "home" / "files" / "ab").iterdir()] == ["ab12"]
    with kept.open("ab12") as file:
        assert file.read() == left


def test_a_folder_is_for_its_owner_alone_and_a_name_leads_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-06: a stored name is hexadecimal digits and nothing else."""
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path / "home"))
    _put(store(), tmp_path, b"x")
    assert (tmp_path / "home" / "files" / "ab").stat().st_mode & 0o077 == 0
    for name in ("../ring.json", "/etc/passwd", "a/b", ""):
        with pytest.raises(ValueError, match="hexadecimal"):
            store().open(name)
