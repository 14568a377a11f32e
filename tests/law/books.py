"""Books of made-up provisions for the tests of the engine."""

from pathlib import Path

from peelian.law.book import Book

SEARCH = """
[[provisions]]
id = "search.authorise"
rule = "authorise"
dated_by = "begins_at"
title = { en = "Authorise searches", cy = "Awdurdodi chwiliadau" }
question = { en = "May this officer authorise it?", cy = "A gaiff y swyddog hwn ei awdurdodi?" }

[[provisions.facts]]
name = "begins_at"
kind = "time"
title = { en = "When it begins", cy = "Pryd y mae'n dechrau" }

[[provisions.facts]]
name = "rank"
kind = "choice"
choices = ["inspector", "superintendent", "chief_superintendent"]
title = { en = "The officer's rank", cy = "Rheng y swyddog" }

[[provisions.facts]]
name = "hours"
kind = "whole"
title = { en = "For how many hours", cy = "Am sawl awr" }

[[provisions.versions]]
id = "voluntary-scheme"
from = 2014-08-26
to = 2019-08-11
certainty = "sourced"
citations = ["S60-CTB"]
standing = "standard"
transition = "keep"
values = { rank = "chief_superintendent", hours = 15 }

[[provisions.versions]]
id = "pilot"
from = 2019-03-31
to = 2019-08-11
forces = ["kent"]
certainty = "unverified"
citations = ["S60-CTB"]
standing = "standard"
transition = "keep"
values = { rank = "inspector", hours = 15 }

[[provisions.versions]]
id = "all-forces"
from = 2019-08-12
certainty = "sourced"
citations = ["S60-CTB"]
standing = "law"
transition = "keep"
values = { rank = "inspector", hours = 24 }
note = { en = "Made permanent on 16 May 2022.", cy = "Gwnaed yn barhaol ar 16 Mai 2022." }

[[provisions]]
id = "search.announce"
rule = "announce"
title = { en = "Announce it", cy = "Ei gyhoeddi" }
question = { en = "Must it be announced?", cy = "A oes rhaid ei gyhoeddi?" }

[[provisions.versions]]
from = "not commenced"
certainty = "unverified"
citations = ["S60-CTB"]
standing = "law"
transition = "keep"
"""

SEARCH_RULES = """
from datetime import timedelta

from peelian.law.decision import Duty, Reason, Ruling
from peelian.reference.problems import Bilingual

RANKS = ["inspector", "superintendent", "chief_superintendent"]


def authorise(version, facts, as_of):
    citation = version.citations[0]
    reasons = []
    if RANKS.index(facts["rank"]) < RANKS.index(version.values["rank"]):
        reasons.append(Reason(Bilingual("The rank is too low.", "Mae'r rheng yn rhy isel."), citation))
    if facts["hours"] > version.values["hours"]:
        reasons.append(Reason(Bilingual("It is too long.", "Mae'n rhy hir."), citation))
    ends = facts["begins_at"] + timedelta(hours=facts["hours"])
    duties = () if reasons else (Duty("search.end", ends, citation),)
    return Ruling(not reasons, tuple(reasons), duties)


def announce(version, facts, as_of):
    return Ruling(True, ())
"""


def write(folder: Path, toml: str, rules: str = "", name: str = "made_up") -> Book:
    """A folder with one file of provisions and, if given, its Python; the book of it."""
    (folder / f"{name}.toml").write_text(toml, encoding="utf-8")
    if rules:
        (folder / f"{name}.py").write_text(rules, encoding="utf-8")
    return Book.of(folder)
