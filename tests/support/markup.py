"""Reading pages in tests: a parser that keeps what it saw and every fault of the markup."""

from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


class Page(HTMLParser):
    """A page taken apart: its elements, ids, links, text, and faults (an empty list when well formed)."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        self.faults += [f"the id {one} is used twice" for one in set(self.ids) if self.ids.count(one) > 1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._seen(tag, attrs)
        if tag == "p" and "p" in self._open:
            self.faults.append(f"a <p> inside a <p> at {self.getpos()}")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._seen(tag, attrs)
        if tag not in VOID and "svg" not in self._open:
            self.faults.append(f"<{tag}/> is not an empty element at {self.getpos()}")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} closes {self._open[-1:]}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open:
            self.texts.append((self._open[-1], " ".join(data.split())))

    def _seen(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if len(found) != len(attrs):
            self.faults.append(f"<{tag}> at {self.getpos()} has an attribute twice")
        self.tags.append(tag)
        self.attributes.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))

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


class Spoken(HTMLParser):
    """The texts of a page with the language that each is marked as; what stands in <code> is in none."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str]] = []
        self._languages = ["en"]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            code = "none" if tag == "code" else None
            self._languages.append(code or dict(attrs).get("lang") or self._languages[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An empty element holds no text."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self._languages) > 1:
            self._languages.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._languages[-1], " ".join(data.split())))

    def said_in(self, language: str) -> list[str]:
        """The texts marked as one language."""
        return [text for spoken, text in self.texts if spoken == language]
