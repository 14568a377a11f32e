"""The WSGI application as the web server runs it: in a process that holds no more than pages need."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from types import ModuleType

from peelian.facts.engine import VARIABLE


class WithoutPandas:
    """An import hook that knows no pandas.

    pyarrow imports it (55 MB) for any list that it is given, only to ask whether the list is a pandas one.
    """

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> None:
        """Nothing for any other module: the next finder is asked."""
        if name == "pandas":
            raise ModuleNotFoundError("pages need no pandas", name=name)


if not os.environ.get(VARIABLE):  # other engines than the usual one hand over pandas frames
    sys.meta_path.insert(0, WithoutPandas())

from peelian.project.wsgi import application  # noqa: E402 - what it imports meets the hook

__all__ = ["application"]
