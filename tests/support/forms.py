"""A form as a browser would send it: every field of the page with the value that it has."""

from __future__ import annotations

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self, id_: str) -> None:
        super().__init__()
        self.id = id_
        self.fields: dict[str, str] = {}
        self.inside = False
        self.area: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = not self.id or held.get("id") == self.id
        if not self.inside:
            return
        name = held.get("name", "")
        if tag == "input" and name:
            on = held.get("type") not in {"radio", "checkbox"} or "checked" in held
            self.fields.setdefault(name, "")
            if on:
                self.fields[name] = held.get("value", "")
        elif tag == "textarea":
            self.area = name
            self.fields[name] = ""
        elif tag == "select":
            self.select = name
            self.fields[name] = ""
        elif tag == "option" and self.select and "selected" in held:
            self.fields[self.select] = held.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            if self.area:
                self.fields[self.area] = self.fields[self.area].removeprefix("\n")
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.inside and self.area:
            self.fields[self.area] += data


def fields_of(page: str, id_: str = "") -> dict[str, str]:
    """Names and values of the form with this id (or of all forms); an unchosen radio is "" like an empty field."""
    form = _Form(id_)
    form.feed(page)
    return form.fields
