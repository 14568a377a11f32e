"""Taking typed values out of a TOML table, gathering every fault instead of stopping at the first."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from peelian.reference.problems import Bilingual
from peelian.reference.reading import hint

_LIMIT: Final = 60


class Entry:
    """One table of the file, where it lies, and the list that its faults go to."""

    def __init__(self, content: Mapping[str, Any], where: str, faults: list[Bilingual]) -> None:
        self.content = content
        self.where = where
        self.faults = faults

    def note(self, en: str, cy: str) -> None:
        """Add a fault at this table."""
        self.faults.append(Bilingual(f"{self.where}: {en}", f"{self.where}: {cy}"))

    def only(self, *known: str) -> None:
        """Fault every key that is not one of these."""
        for key in self.content:
            if key not in known:
                near, listed = hint(key, known), ", ".join(known)
                self.note(
                    f"'{key}' is not known here.{near} Known: {listed}.",
                    f"nid yw '{key}' yn hysbys yma.{near.cy} Hysbys: {listed}.",
                )

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; `default` None makes it required."""
        value = self.content.get(key, default)
        if isinstance(value, str) and (value.strip() or value == default):
            return value
        self._wanted(key, "a text", "testun")
        return ""

    def choice(self, key: str, known: Collection[str], default: str | None = None) -> str:
        """A text that is one of `known`."""
        value = self.text(key, default)
        if value and value not in known:
            near, listed = hint(value, known), ", ".join(known)
            self.note(
                f"'{key}' is {value!r}; use one of {listed}.{near}",
                f"{value!r} yw '{key}'; defnyddiwch un o {listed}.{near.cy}",
            )
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number, nought or more."""
        value = self.content.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self._wanted(key, "a whole number, nought or more", "rhif cyfan, sero neu fwy")
        return 0

    def truth(self, key: str, default: bool) -> bool:
        value = self.content.get(key, default)
        if isinstance(value, bool):
            return value
        self._wanted(key, "true or false", "true neu false")
        return default

    def day(self, key: str) -> date | None:
        """A TOML date, if given."""
        value = self.content.get(key)
        if value is None or type(value) is date:
            return value
        self._wanted(key, "a date such as 2021-04-01", "dyddiad megis 2021-04-01")
        return None

    def words(self, key: str, *, required: bool = True) -> Bilingual:
        """A text in both languages."""
        value = self.content.get(key)
        if value is None and not required:
            return Bilingual("")
        if isinstance(value, dict):
            en, cy = value.get("en"), value.get("cy")
            if isinstance(en, str) and isinstance(cy, str) and en.strip() and cy.strip() and len(value) == 2:
                return Bilingual(" ".join(en.split()), " ".join(cy.split()))
        self._wanted(
            key, 'both languages, { en = "...", cy = "..." }', 'y ddwy iaith, { en = "...", cy = "..." }'
        )
        return Bilingual("")

    def texts(self, key: str, known: Collection[str] = ()) -> tuple[str, ...]:
        """A list of texts, each one of `known` if that is given; empty if not there."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self._wanted(key, "a list of texts", "rhestr o destunau")
            return ()
        for item in value:
            if known and item not in known:
                near, listed = hint(item, known), ", ".join(known)
                self.note(
                    f"'{key}' holds {item!r}; use {listed}.{near}",
                    f"mae '{key}' yn cynnwys {item!r}; defnyddiwch {listed}.{near.cy}",
                )
        return tuple(value)

    def table(self, key: str) -> Mapping[str, Any]:
        """A table of free values, empty if not there."""
        value = self.content.get(key, {})
        if isinstance(value, dict):
            return value
        self._wanted(key, "a table", "tabl")
        return {}

    def entries(self, key: str, *, required: bool = False) -> "list[Entry]":
        """The tables of a list, each with its place."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._wanted(key, f"a list of tables ([[{key}]])", f"rhestr o dablau ([[{key}]])")
            return []
        if required and not value:
            self.note(
                f"there is no [[{key}]]. Add at least one.", f"nid oes [[{key}]]. Ychwanegwch o leiaf un."
            )
        return [
            Entry(item, f"{self.where}.{key}.{_called(item, number)}".lstrip("."), self.faults)
            for number, item in enumerate(value, start=1)
        ]

    def _wanted(self, key: str, en: str, cy: str) -> None:
        if key not in self.content:
            self.note(f"'{key}' is missing; give {en}.", f"mae '{key}' ar goll; rhowch {cy}.")
            return
        got = repr(self.content[key])[:_LIMIT]
        self.note(f"'{key}' is {got}; give {en}.", f"{got} yw '{key}'; rhowch {cy}.")


def _called(item: Mapping[str, Any], number: int) -> str:
    return str(item.get("id") or item.get("name") or number)[:_LIMIT]
