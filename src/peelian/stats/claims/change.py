"""From before to after: by how much, and as a share of what."""

from __future__ import annotations

import math

from peelian.reference.problems import Bilingual
from peelian.stats.claims.problems import BadSetting
from peelian.stats.claims.result import Base, Change
from peelian.stats.results import Check, Provenance

BASES: tuple[Base, ...] = ("before", "after", "both")


def change(
    before: float,
    after: float,
    *,
    base: Base,
    percentages: bool = False,
    source_ids: tuple[str, ...] = (),
    as_at: str | None = None,
) -> Change:
    """The change from `before` to `after` as a difference, a ratio and a share of the stated base.

    base: "before" (the usual "rose by 22%"), "after" ("a fifth of today's were not there then"), or "both" when a
    sentence does not say: then `relative` is None and both shares stand. `percentages`: the values are percentages
    or shares already, so that the difference is in points and a share of them is another number. Raises `BadSetting`.
    """
    if base not in BASES:
        why = Bilingual(
            "a share of the figure before, after, or both", "cyfran o’r ffigur cynt, wedyn, neu’r ddau"
        )
        raise BadSetting(name="base", value=repr(base), why=why)
    for name, value in (("before", before), ("after", after)):
        if value is None or not math.isfinite(value):
            raise BadSetting(name=name, value=value, why=_NO_NUMBER)
    before, after = float(before), float(after)
    difference = after - before
    on_before, on_after = _share(difference, before), _share(difference, after)
    return Change(
        before=before,
        after=after,
        base=base,
        difference=difference,
        relative={"before": on_before, "after": on_after, "both": None}[base],
        on_before=on_before,
        on_after=on_after,
        ratio=after / before if before else None,
        checks=(
            _base(base, before, after, on_before, on_after),
            *((_points(difference),) if percentages else ()),
        ),
        provenance=Provenance("change", "", source_ids, as_at, rows=2),
    )


_NO_NUMBER = Bilingual(
    "a change needs two known figures; a missing one makes it unknown, not zero",
    "mae angen dau ffigur hysbys ar newid; mae un coll yn ei wneud yn anhysbys, nid yn sero",
)


def _share(difference: float, base: float) -> float | None:
    return difference / abs(base) if base else None


def _base(base: Base, before: float, after: float, on_before: float | None, on_after: float | None) -> Check:
    divided = {"before": [before], "after": [after], "both": [before, after]}[base]
    if 0 in divided:
        sentence = Bilingual(
            "The base is zero, so the change is no share of it; only the difference stands.",
            "Sero yw’r sail, felly nid yw’r newid yn gyfran ohoni; y gwahaniaeth yn unig sy’n sefyll.",
        )
        return Check("base", "fail", 0, sentence)
    if base == "both" and on_before is not None and on_after is not None:
        sentence = Bilingual(
            f"The sentence does not say what the share is of: {on_before:+.1%} of the figure before, {on_after:+.1%} of the "
            "figure after.",
            f"Nid yw’r frawddeg yn dweud cyfran o beth: {on_before:+.1%} o’r ffigur cynt, {on_after:+.1%} o’r ffigur wedyn.",
        )
        return Check("base", "warn", on_before - on_after, sentence)
    words = {"before": ("before", "cynt"), "after": ("after", "wedyn"), "both": ("", "")}[base]
    return Check(
        "base",
        "pass",
        divided[0],
        Bilingual(f"A share of the figure {words[0]}.", f"Cyfran o’r ffigur {words[1]}."),
    )


def _points(difference: float) -> Check:
    return Check(
        "points",
        "warn",
        difference,
        Bilingual(
            "Both figures are shares already: the difference is in percentage points, and its share of the base is another "
            "number.",
            "Mae’r ddau ffigur yn gyfrannau eisoes: mewn pwyntiau canran y mae’r gwahaniaeth, a rhif arall yw ei gyfran o’r "
            "sail.",
        ),
    )
