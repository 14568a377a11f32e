"""The register of events: what counts as held, what the sources say of the known meetings, and what was looked for."""

import pytest

from peelian.plan.commitments.catalogue import commitment_ids
from peelian.plan.registers.citations import citation
from peelian.plan.registers.events import event, events, read_event
from peelian.plan.registers.problems import BadRegisterFile
from peelian.plan.registers.reading import register

SITTING = "serious-violence-taskforce-"


def test_every_event_that_was_held_has_a_date_and_a_source() -> None:
    loose = [
        one.id
        for one in events().values()
        if one.held in ("held", "in part") and not (one.on and one.sources)
    ]
    assert loose == []


def test_every_event_without_evidence_says_in_both_languages_what_was_looked_for() -> None:
    silent = [
        one.id
        for one in events().values()
        if one.held == "not evidenced" and not all(one.looked_for.get(lang) for lang in ("en", "cy"))
    ]
    assert silent == []


def test_every_source_of_an_event_is_on_record() -> None:
    keys = {key for one in events().values() for key in one.sources}
    keys |= {key for one in events().values() for part in (*one.papers, *one.actions) for key in part.sources}
    assert len(keys) > 20
    for key in keys:
        assert citation(key).title


def test_the_commitments_that_an_event_serves_exist() -> None:
    known = set(commitment_ids())
    strays = {(one.id, id_) for one in events().values() for id_ in one.commitments if id_ not in known}
    assert strays == set()


def test_a_sitting_names_an_event_that_is_there() -> None:
    whole = {one.part_of for one in events().values() if one.part_of}
    assert "serious-violence-taskforce" in whole
    assert whole <= set(events())


def test_the_taskforce_met_first_on_26_april_2018_and_last_on_26_june_2019() -> None:
    """Parliament Today, April 2018; written answer 43989 of 14 May 2020: "It last met on 26 June 2019"."""
    whole = event("serious-violence-taskforce")
    assert (whole.on, whole.until) == ("2018-04-26", "2019-06-26")
    assert event(SITTING + "2018-04-26").held == "held"
    assert event(SITTING + "2019-06-26").held == "held"


def test_the_sittings_of_the_taskforce_by_may_2019_add_up_to_the_nine_of_the_letter() -> None:
    """The Home Secretary's letter of 1 May 2019: "has so far met on nine occasions"."""
    alone = [
        one for one in events().values() if one.part_of == "serious-violence-taskforce" and one.held == "held"
    ]
    before = [one for one in alone if one.on < "2019-05-01"]
    together = event(SITTING + "undated").title["en"]
    assert len(before) + {"six": 6}[together.split(", ")[1].split()[0]] == 9


def test_one_homicide_summit_is_listed_for_each_year_and_only_january_2022_has_a_record() -> None:
    """The plan of July 2021 said every year; the one report is of the Policing Minister's meeting of January 2022."""
    years = {year: event(f"homicide-summit-{year}") for year in range(2021, 2027)}
    assert [year for year, one in years.items() if one.held != "not evidenced"] == [2022]
    assert years[2022].on == "2022-01"
    assert all(action.status == "not evidenced" for action in years[2022].actions)


def test_the_symposium_and_the_drugs_summit_are_not_shown_to_have_been_held() -> None:
    assert event("violence-symposium-2018").held == "not evidenced"
    assert event("drugs-demand-summit-2021").held == "not evidenced"


def test_the_jobs_summit_was_held_in_the_year_that_was_promised() -> None:
    """Written answer 904762 of 14 December 2021: the Secretary of State "recently hosted an employment summit"."""
    summit = event("prison-leaver-jobs-summit-2021")
    assert summit.held == "held"
    assert summit.on.startswith(summit.planned)


def test_an_event_said_to_be_held_without_a_date_is_refused(tmp_path) -> None:
    path = tmp_path / "events.toml"
    path.write_text(
        '[[events]]\nid = "x"\nkind = "summit"\nheld = "held"\nsources = ["A21"]\ntitle = { en = "X", cy = "X" }\n'
    )
    with pytest.raises(BadRegisterFile) as told:
        register(path, "events", "id", read_event)
    assert "events.x: 'on' is missing" in str(told.value)


def test_an_event_without_evidence_that_does_not_say_what_was_looked_for_is_refused(tmp_path) -> None:
    path = tmp_path / "events.toml"
    path.write_text(
        '[[events]]\nid = "x"\nkind = "summit"\nheld = "not evidenced"\ntitle = { en = "X", cy = "X" }\n'
    )
    with pytest.raises(BadRegisterFile) as told:
        register(path, "events", "id", read_event)
    assert "add [looked_for] with en and cy" in str(told.value)
