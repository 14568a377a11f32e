"""Empty tables to fill in: the headings that a person's own file of figures needs, ready to open as a spreadsheet."""

from __future__ import annotations

from peelian.facts.problems import FactsProblem
from peelian.facts.sources.figures_template import HEADINGS

TEMPLATES = {"figures": HEADINGS}


class UnknownTemplate(FactsProblem):
    code = "unknown-template"
    en = "There is no template called “{text}”. There is: {known}."
    cy = "Nid oes templed o’r enw “{text}”. Ceir: {known}."


def template(name: str) -> str:
    """The CSV headings of a template, one line with its end. Raises UnknownTemplate."""
    if name not in TEMPLATES:
        raise UnknownTemplate(text=name, known=", ".join(TEMPLATES))
    return ",".join(TEMPLATES[name]) + "\n"
