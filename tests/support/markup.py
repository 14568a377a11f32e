"""Reading pages in tests: a parser that keeps what it saw and every fault of the markup.

Far stricter than a browser and some times as fast as the standard library's: what it cannot read is a fault.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
RAW = frozenset(["script", "style"])
"""What stands in these is no markup."""
NAME = r"[a-zA-Z][^\s/<>]*"
VALUE = r"""\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)"""
TOKEN = re.compile(
    rf"""<(/?)({NAME})((?:\s+[^\s"'<>/=]+(?:{VALUE})?)*)\s*(/?)>"""
    r"|[^<]+|<!--.*?-->|<![a-zA-Z][^<>]*>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")


Attributes = Mapping[str, str | None]
Token = tuple[str, str, Attributes, int]
"""start, empty (a tag with its own end), end, text or fault; the name or the text; the attributes; where it begins."""
NONE: Attributes = {}


def tokens(html: str) -> Iterator[Token]:
    """Every tag and text of a page in order. Comments and the document type are left out."""
    at, whole, match = 0, len(html), TOKEN.match
    while at < whole:
        found = match(html, at)
        if found is None:
            yield "fault", html[at : at + 40], NONE, at
            at = following if (following := html.find("<", at + 1)) > 0 else whole
            continue
        end, tag, held, empty = found.groups()
        if tag is None:
            if html[at] != "<":
                text = found[0]
                yield "text", unescape(text) if "&" in text else text, NONE, at
        elif end:
            yield "fault" if held or empty else "end", tag.lower(), NONE, at
        else:
            tag = tag.lower()
            attributes, twice = _attributes(held) if held else (NONE, False)
            if twice:
                yield "fault", found[0], NONE, at
            yield "empty" if empty else "start", tag, attributes, at
            if tag in RAW and not empty:
                closed = re.compile(f"</{tag}\\s*>", re.IGNORECASE).search(html, found.end())
                at, stop = found.end(), closed.start() if closed else whole
                if stop > at:
                    yield "text", html[at:stop], NONE, at
                at = stop
                continue
        at = found.end()


@lru_cache(maxsize=20_000)
def _attributes(text: str) -> tuple[Attributes, bool]:
    """The attributes, and whether one is there twice. The same few stand on most tags."""
    found = [
        (name.lower(), unescape(double or single or bare) if given else None)
        for name, given, double, single, bare in ATTRIBUTE.findall(text)
    ]
    return dict(found), len(dict(found)) != len(found)


class Page:
    """A page taken apart: its elements, ids, links, text, and faults (an empty list when well formed)."""

    def __init__(self, html: str) -> None:
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, Attributes]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.html = html
        takes = {
            "start": self._start, "empty": self._empty, "end": self._end, "text": self._text, "fault": self._unread
        }  # fmt: skip
        for kind, text, attributes, at in tokens(html):
            takes[kind](text, attributes, at)
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        self.faults += [
            f"the id {one} is used twice" for one, times in Counter(self.ids).items() if times > 1
        ]

    def _start(self, tag: str, attributes: Attributes, at: int) -> None:
        self._seen(tag, attributes)
        if tag == "p" and "p" in self._open:
            self.faults.append(f"a <p> inside a <p> {self._where(at)}")
        if tag not in VOID:
            self._open.append(tag)

    def _empty(self, tag: str, attributes: Attributes, at: int) -> None:
        self._seen(tag, attributes)
        if tag not in VOID and "svg" not in self._open:
            self.faults.append(f"<{tag}/> is not an empty element {self._where(at)}")

    def _end(self, tag: str, _attributes: Attributes, at: int) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> {self._where(at)} closes {self._open[-1:]}")
            return
        self._open.pop()

    def _text(self, text: str, _attributes: Attributes, _at: int) -> None:
        if self._open and (told := " ".join(text.split())):
            self.texts.append((self._open[-1], told))

    def _unread(self, text: str, _attributes: Attributes, at: int) -> None:
        self.faults.append(f"{text!r} {self._where(at)} is no markup, or has an attribute twice")

    def _seen(self, tag: str, attributes: Attributes) -> None:
        self.tags.append(tag)
        self.attributes.append((tag, attributes))
        if attributes:
            if attributes.get("id"):
                self.ids.append(str(attributes["id"]))
            if tag == "a" and attributes.get("href"):
                self.links.append(str(attributes["href"]))

    def _where(self, at: int) -> str:
        return f"in line {self.html.count(chr(10), 0, at) + 1}"

    def text_of(self, tag: str) -> str:
        """All text directly inside elements of one kind."""
        return " ".join(text for inside, text in self.texts if inside == tag)

    @property
    def title(self) -> str:
        """The title of the page; a drawing inside it may have a title of its own."""
        return next((text for inside, text in self.texts if inside == "title"), "")

    @property
    def text(self) -> str:
        """All text outside of style and script."""
        return " ".join(text for inside, text in self.texts if inside not in {"style", "script"})


class Spoken:
    """The texts of a page with the language that each is marked as; what stands in <code> is in none."""

    def __init__(self, html: str) -> None:
        self.texts: list[tuple[str, str]] = []
        languages = ["en"]
        for kind, text, attributes, _at in tokens(html):
            if kind == "start" and text not in VOID:
                code = "none" if text == "code" else None
                languages.append(code or attributes.get("lang") or languages[-1])
            elif kind == "end" and text not in VOID and len(languages) > 1:
                languages.pop()
            elif kind == "text" and (told := " ".join(text.split())):
                self.texts.append((languages[-1], told))

    def said_in(self, language: str) -> list[str]:
        """The texts marked as one language."""
        return [text for spoken, text in self.texts if spoken == language]
