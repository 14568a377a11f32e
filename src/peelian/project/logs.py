"""How a fault is written down where records are kept: what kind, and where in the code; never a value.

The message of an exception can quote what somebody typed (PostgreSQL names the row that broke a constraint), and so can
the lines of code around it. Neither is written.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """One line, and below it the kinds of the exceptions with the places that they came through."""

    def formatException(self, ei: _Fault) -> str:  # noqa: N802 - the name that logging calls
        """The chain of causes, the first one first."""
        lines: list[str] = []
        error = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines[:0] = [_kind(error), *_places(error)]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def _kind(error: BaseException) -> str:
    code = getattr(error, "code", "")
    named = f" ({code})" if isinstance(code, str) and code else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{named}"


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
