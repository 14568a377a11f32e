"""What every drawing hands back, and the frame that every drawing stands in."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from peelian.charts.marks import INK
from peelian.charts.problems import BadChart
from peelian.charts.svg import NAMESPACE, Node, el, write
from peelian.reference.problems import Bilingual

FONT: Final = "arial, 'Helvetica Neue', helvetica, 'Liberation Sans', sans-serif"
# The width that every drawing is laid out for when it is narrow, and the one from which it may be wide.
NARROW: Final = 288
WIDE: Final = 680


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as markup and as words and numbers.

    `svg` is one element that can stand in a page or in a file. `description` says what the picture says, from the
    numbers. `columns` and `rows` are the same figures as text, for the table beneath; `notes` explain the numbered
    marks of the picture. Texts are English with the Welsh in `.cy`; `svg` and the cells speak `lang`.
    """

    svg: str
    title: Bilingual
    description: Bilingual
    columns: tuple[Bilingual, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[Bilingual, ...] = ()
    lang: str = "en"

    def figure(self) -> Markup:
        """The chart as a page shows it: heading, picture and notes in a `<figure>`."""
        items = "".join(f"<li>{html.escape(said(note, self.lang))}</li>" for note in self.notes)
        notes = f'<ol class="peelian-chart-notes">{items}</ol>' if items else ""
        title = html.escape(said(self.title, self.lang))
        return Markup(
            f'<figure class="peelian-chart-figure"><figcaption class="peelian-chart-title">{title}</figcaption>'
            f"{self.svg}{notes}</figure>"
        )

    def table(self) -> Markup:
        """The figures as a table: each number of the picture, and who is missing."""
        head = "".join(
            f'<th scope="col" class="govuk-table__header">{html.escape(said(name, self.lang))}</th>'
            for name in self.columns
        )
        body = "".join(f"<tr>{_cells(row, self.lang)}</tr>" for row in self.rows)
        caption = html.escape(said(self.title, self.lang))
        return Markup(
            f'<table class="govuk-table peelian-wide"><caption class="govuk-table__caption">{caption}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def __html__(self) -> str:
        return str(self.figure())

    def _repr_html_(self) -> str:
        return str(self.figure())


class Markup(str):
    """Markup that is already escaped: Jinja, Django and notebooks leave it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def _cells(row: tuple[str, ...], lang: str) -> str:
    texts = [html.escape(said(cell, lang)) for cell in row]
    first, *others = texts or [""]
    return f'<th scope="row" class="govuk-table__header">{first}</th>' + "".join(
        f'<td class="govuk-table__cell">{text}</td>' for text in others
    )


def said(text: str, lang: str) -> str:
    """The text in this language; a plain string is the same in both."""
    return str(getattr(text, "cy", text)) if lang == "cy" else str(text)


def both(text: str | Bilingual) -> Bilingual:
    """The text as a bilingual one."""
    return text if isinstance(text, Bilingual) else Bilingual(text)


def drawing(
    kind: str,
    children: Iterable[Node | None],
    *,
    title: str | Bilingual,
    description: Bilingual,
    table: tuple[tuple[Bilingual, ...], tuple[tuple[str, ...], ...]],
    notes: Iterable[Bilingual] = (),
    lang: str,
    height: str | float | None,
    id: str | None = None,
    links: bool = False,
    **attributes: str | float,
) -> Chart:
    """The chart: its `<svg>` as wide as its column, named and described for a screen reader; `table` is (columns, rows).

    `id` starts the ids within; without one it comes from the content, so the same chart twice on one page needs an
    `id` each. With links in it a drawing is a group whose parts can be reached, else it is one image.
    """
    heading, body = both(title), [child for child in children if child is not None]
    name = _checked(id) if id else _name(kind, body, heading, description, lang)
    for node in (part for child in body for part in child.iter()):
        _own(node, name)
    settings: dict[str, str | float | None] = {
        "width": "100%",
        "height": height,
        "font_size": 13,
        **attributes,
    }
    root = el(
        "svg",
        el("title", said(heading, lang), id=f"{name}-title"),
        el("desc", said(description, lang), id=f"{name}-desc"),
        *body,
        id=f"{name}-chart",
        xmlns=NAMESPACE,
        class_=f"peelian-chart peelian-chart-{kind}",
        role="group" if links else "img",
        lang=lang,
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        font_family=FONT,
        fill=INK,
        **settings,
    )
    return Chart(write(root), heading, description, *table, tuple(notes), lang)


def _own(node: Node, name: str) -> None:
    """Start every id within, and every use of it, with the drawing's own name."""
    if "id" in node.attrib:
        node.set("id", f"{name}-{node.attrib['id']}")
    for key in ("fill", "stroke"):
        if node.attrib.get(key, "").startswith("url(#"):
            node.set(key, node.attrib[key].replace("url(#", f"url(#{name}-"))


def _checked(id: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", id):
        raise BadChart(
            why=Bilingual(f"{id!r} cannot be an id", f"ni all {id!r} fod yn ddynodwr"),
            mend=Bilingual(
                "Begin with a letter; use letters, digits and hyphens.",
                "Dechreuwch â llythyren; defnyddiwch lythrennau, rhifau a chysylltnodau.",
            ),
        )
    return id


def _name(kind: str, body: list[Node], title: Bilingual, description: Bilingual, lang: str) -> str:
    seen = hashlib.sha256(f"{lang} {title} {description}".encode("utf-8", "replace"))
    for child in body:
        seen.update(write(child).encode("utf-8", "replace"))
    return f"{kind}-{seen.hexdigest()[:10]}"
