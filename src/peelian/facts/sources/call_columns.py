"""What a heading of a table of 999 or 101 calls counts, told by its words: “% answered under 10 seconds”, “Total calls”."""

import re

UNITS = {
    "calls": "calls", "under_10": "calls", "from_10_to_60": "calls", "over_60": "calls", "pct_under_10": "percent",
    "pct_10_to_60": "percent", "pct_over_60": "percent", "mean_s": "seconds", "median_s": "seconds",
    "pct_abandoned": "percent",
}  # fmt: skip
PERCENT = re.compile(r"%|\bper ?cent(?:age)?\b|\bpct\b|\bproportion\b|\bshare\b|\brate\b", re.I)
UNDER = re.compile(
    r"\b(?:under|within|less than|below|in|0 ?(?:-|to)) ?(?:10|ten)(?: ?s(?:ec(?:ond)?s?)?)?\b|< ?10\b", re.I
)
MIDDLE = re.compile(
    r"\b(?:10|ten)(?: ?s(?:ec(?:ond)?s?)?)? ?(?:-|–|to|and|up to)(?: (?:under|less than))? ?(?:60|sixty)\b",
    re.I,
)
OVER = re.compile(
    r"\b(?:over|more than|above|longer than|at least|after)(?: or equal to)? ?(?:60|sixty|a minute|one minute)|> ?=? ?60\b|"
    r"\b60(?: ?s(?:ec(?:ond)?s?)?)? ?(?:\+|plus|or (?:more|over|longer))|\b60\+",
    re.I,
)
CALLS = re.compile(r"\bcalls?\b", re.I)


def item_of(heading: str) -> str | None:
    """The item that a column with this heading holds, None for a rank, a target or anything else."""
    words = re.sub(r"[_\n]+", " ", heading)
    if re.search(r"\b(?:rank|target|change|difference|source)\b", words, re.I):
        return None
    percent = bool(PERCENT.search(words))
    if re.search(r"\babandon", words, re.I):
        return "pct_abandoned" if percent else None
    if MIDDLE.search(words):
        return "pct_10_to_60" if percent else "from_10_to_60"
    if OVER.search(words):
        return "pct_over_60" if percent else "over_60"
    if UNDER.search(words):
        return "pct_under_10" if percent else "under_10"
    if re.search(r"\bmedian\b", words, re.I):
        return "median_s"
    if re.search(r"\b(?:mean|average)\b", words, re.I):
        return "mean_s"
    return "calls" if CALLS.search(words) and not percent else None


def service_of(*texts: str) -> str | None:
    """999 or 101 when exactly one of them is named, else None."""
    words = " ".join(texts)
    named = [number for number in ("999", "101") if re.search(rf"(?<!\d){number}(?!\d)", words)]
    return named[0] if len(named) == 1 else None
