"""What goes into the case: written down by hand for one whole report, and never who somebody is."""

from __future__ import annotations

from peelian.services.contact.sets.asking import summary
from peelian.services.contact.sets.payload import field_names, payload_of, schema_of
from peelian.services.contact.sets.reading import set_, sets
from tests.services.contact.sets.strategies import TODAY

REPORT = {
    "offender_there": ("yes",),
    "past.still_there": ("yes",),
    "who": ("self",),
    "anonymous": ("named",),
    "told.by": ("sms",),
    "told.mobile": ("07700 900 982",),
    "told.email": ("old@example.org",),
    "told.safe": ("yes",),
    "building": ("home",),
    "entered": ("yes",),
    "entered_how": ("Back door",),
    "when.how": ("between",),
    "when.day": ("20",),
    "when.month": ("Tachwedd",),
    "when.year": ("2026",),
    "when.time": ("evening",),
    "when.to_day": ("21",),
    "when.to_month": ("11",),
    "when.to_year": ("2026",),
    "where.postcode": ("cf10 3nq",),
    "where.name": ("Caerdydd",),
    "happened": ("They came in.\nThe drawers were open.",),
    "taken": ("jewellery", "money"),
    "taken_about": ("A ring",),
    "hurt": ("no",),
    "hurt_about": ("left over from a change of mind",),
    "seen": ("none",),
    "vehicle": ("unsure",),
    "evidence": ("video",),
    "repeat": ("no",),
    "worried": ("return",),
    "name": ("Amira Khan",),
    "under_18": ("no",),
    "language": ("cy",),
    "needs": ("none",),
    "support": ("yes",),
}


def test_one_whole_report_lies_in_the_case_as_written_down_here() -> None:
    found = set_("burglary")
    assert payload_of(found, REPORT, found.version(TODAY)) == {
        "offender_there": "yes",
        "who": "self",
        "building": "home",
        "entered": "yes",
        "entered_how": "Back door",
        "when": "between",
        "when_from": "2026-11-20",
        "when_from_time": "evening",
        "when_to": "2026-11-21",
        "where_postcode": "CF10 3NQ",
        "where_name": "Caerdydd",
        "happened": "They came in.\nThe drawers were open.",
        "taken": ["money", "jewellery"],
        "taken_about": "A ring",
        "hurt": "no",
        "seen": "none",
        "vehicle": "unsure",
        "evidence": ["video"],
        "repeat": "no",
        "worried": "return",
        "under_18": "no",
        "support": "yes",
    }


def test_the_same_report_is_said_in_words_on_the_check_page() -> None:
    found = set_("burglary")
    rows = {row.question: row for row in summary(found, REPORT, found.version(TODAY))}
    said = {
        id_: [getattr(one, "cy", one) for one in rows[id_].shown]
        for id_ in ("when", "where", "taken", "told")
    }
    assert said == {
        "when": ["Rhwng 20 Tachwedd 2026, gyda'r nos, o 6yh hyd hanner nos a 21 Tachwedd 2026"],
        "where": ["Caerdydd", "cf10 3nq"],
        "taken": ["Arian neu gardiau banc", "Gemwaith neu oriorau"],
        "told": ["Neges destun", "07700 900 982", "Dim ond fi sy'n gweld hwn"],
    }
    assert rows["offender_there"].page_id == "still_there"
    assert rows["support"].label.cy == "Gwasanaeth cymorth"
    assert "hurt_about" not in rows


def test_no_set_puts_a_name_an_address_or_a_way_to_reach_somebody_into_the_case() -> None:
    kinds = {
        one.kind
        for found in sets().values()
        for page in found.pages
        for one in page.questions
        if one.holds == "case"
    }
    assert kinds.isdisjoint({"contact", "name", "email", "phone"})
    for found in sets().values():
        names = {field.name for fields in schema_of(found).versions.values() for field in fields}
        assert names.isdisjoint({"name", "told", "language", "anonymous", "needs", "needs_about"}), found.id


def test_every_field_of_a_question_has_a_name_of_its_own_in_the_case() -> None:
    for found in sets().values():
        names = [name for page in found.pages for one in page.questions for name in field_names(one)]
        assert len(names) == len(set(names)), found.id
        assert set(names) == {field.name for field in schema_of(found).versions[1]}
