"""The built assets: which hashed file stands for which name."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from peelian.ui.problems import AssetsNotBuilt

BUILT = Path(__file__).parent / "static" / "built"
LIST = "assets.json"
URL = "/static/"


@cache
def _names() -> dict[str, str]:
    try:
        names: dict[str, str] = json.loads((BUILT / LIST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AssetsNotBuilt(folder=str(BUILT)) from None
    return names


def check_built() -> None:
    """Raise AssetsNotBuilt, with what to do, unless every listed asset is there."""
    missing = [name for name in _names().values() if not (BUILT / name).is_file()]
    if missing:
        raise AssetsNotBuilt(folder=str(BUILT))


def asset(name: str) -> str:
    """The address of a built asset; it changes with the content, so browsers may keep it for ever."""
    return URL + _names()[name]
