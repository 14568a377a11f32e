"""What one spec is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Spec:
    """`tables`: dataset -> what is loaded. `ask`: the arguments of `rows`. `shows`: the columns compared."""

    title: str
    words: str
    tables: Mapping[str, str]
    measure: str
    ask: Mapping[str, Any]
    answer: str
    hidden: Mapping[str, str] = field(default_factory=dict)
    only_areas: tuple[str, ...] = ()
