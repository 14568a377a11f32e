"""A report as whoever sent it comes back to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client

from peelian.casework.cases.models import Case
from tests.support.forms import fields_of


@dataclass(frozen=True)
class Report:
    """A report and the words that open it."""

    reference: str
    words: str

    @property
    def case(self) -> Case:
        """As it is now."""
        return Case.objects.get(reference=self.reference)

    def entered(self, prefix: str = "", **more: str) -> str:
        """The page behind the door, as a browser gets it."""
        typed = {"reference": self.reference, "words": self.words, "do": "enter", **more}
        answer = Client().post(f"{prefix}/track", typed)
        assert answer.status_code == 200, answer.content[-800:]
        return answer.content.decode()

    def sent(self, page: str, prefix: str = "", **typed: Any):  # type: ignore[no-untyped-def]
        """The form `ask` of a page, with what was typed."""
        return Client().post(f"{prefix}/track", {**fields_of(page, "ask"), **typed})

    def opened(self, page: str, part: str, prefix: str = "") -> str:
        """A part of the page, by its button."""
        held = fields_of(page, "ask")
        typed = {"pass": held["pass"], "number": held["number"], "do": f"open.{part}"}
        return Client().post(f"{prefix}/track", typed).content.decode()
