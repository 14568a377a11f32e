"""What to tell the person of a file that no adapter knows: what it seems to be, and how to make it one that is known."""

from __future__ import annotations

from peelian.facts.examine import Examined
from peelian.facts.problems import FileProblem, NotRecognised
from peelian.reference.problems import Bilingual

_SEPARATORS = {
    ";": Bilingual("semicolons (;)", "hanner colonau (;)"),
    "\t": Bilingual("tabs", "tabiau"),
    "|": Bilingual("bars (|)", "barrau (|)"),
}
_FEWEST = 2
_TAR_MARK = slice(257, 262)
_SAVE = Bilingual(
    "Save it again as CSV with commas, in UTF-8 (“CSV UTF-8” in a spreadsheet), and add that.",
    "Cadwch hi eto fel CSV â chomas, yn UTF-8 (“CSV UTF-8” mewn taenlen), ac ychwanegwch honno.",
)
_UNPACK = Bilingual(
    "Unpack it first, and add the folder.", "Dadbaciwch hi yn gyntaf, ac ychwanegwch y ffolder."
)


def not_recognised(examined: Examined, kind: str | None, known: str) -> NotRecognised:
    """The problem with a file that has no adapter, of `kind` if one was insisted on."""
    why, mend = _why(examined, kind), Bilingual(f"Known kinds: {known}.", f"Y mathau hysbys: {known}.")
    if examined.file.container in ("unknown", "text"):
        why, mend = _written_otherwise(examined) or (why, mend)
    return NotRecognised(path=examined.file.name, why=why, mend=mend)


def _why(examined: Examined, kind: str | None) -> Bilingual:
    if kind:
        return Bilingual(
            f"its content is not of the kind {kind!r}.", f"nid yw ei chynnwys o’r math {kind!r}."
        )
    if examined.file.container == "unknown":
        return Bilingual(
            "it is not text, a workbook, JSON or Parquet.",
            "nid yw’n destun, yn llyfr gwaith, yn JSON nac yn Parquet.",
        )
    if examined.sample.header:
        shown = ", ".join(cell[:30] for cell in examined.sample.header[:4])
        return Bilingual(
            f"no official layout has this header: {shown}, …",
            f"nid oes gan yr un cynllun swyddogol y pennawd hwn: {shown}, …",
        )
    container = examined.file.container
    return Bilingual(
        f"no official layout is known for this {container} file.",
        f"nid oes cynllun swyddogol hysbys ar gyfer y ffeil {container} hon.",
    )


def _written_otherwise(examined: Examined) -> tuple[Bilingual, Bilingual] | None:
    """The words for a tar, for UTF-16 and for columns that something else than commas separates."""
    try:
        with examined.file.open() as stream:
            head = stream.read(4096)
    except (FileProblem, OSError, EOFError):
        return None
    if head[_TAR_MARK] == b"ustar":
        return Bilingual("it is a tar archive.", "archif tar ydyw."), _UNPACK
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _every_other_is_nul(head):
        return (
            Bilingual(
                "its text is UTF-16 (“Unicode text”), not UTF-8.",
                "UTF-16 (“testun Unicode”) yw ei thestun, nid UTF-8.",
            ),
            _SAVE,
        )
    first = examined.sample.text.lstrip("\ufeff").split("\n", 1)[0]
    for separator, name in _SEPARATORS.items():
        if first.count(separator) >= _FEWEST and first.count(separator) > first.count(","):
            en, cy = (
                f"its columns are separated by {name}, not by commas.",
                f"{name.cy}, nid comas, sydd rhwng ei cholofnau.",
            )
            return Bilingual(en, cy), _SAVE
    return None


def _every_other_is_nul(head: bytes) -> bool:
    half = len(head) // 2
    return half > _FEWEST and max(head[::2].count(0), head[1::2].count(0)) > 0.9 * half
