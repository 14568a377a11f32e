"""What a row says about its source reaches the finding, also when the row itself may be used."""

from pathlib import Path

from peelian.facts.intake import add
from peelian.plan import check

CALLS = "Force,Month,999 calls,999 calls answered in under 10 seconds"


def test_rows_in_quarantine_are_told_with_a_figure_that_is_ok(home: Path, tmp_path: Path) -> None:
    before = check(["C29"])[0]
    assert not any("quarantine" in note.text["en"] for note in before.notes)
    path = tmp_path / "calls.csv"
    lines = ['"Northamptonshire",2023-11,11111,10159', '"Kent",2023-11,25585,many']
    path.write_text("\n".join([CALLS, *lines]) + "\n", encoding="utf-8")
    [outcome] = add([path], path=home).outcomes
    assert outcome.rows_quarantined == 1
    after = check(["C29"])[0]
    assert after.verdict == before.verdict
    assert next(step for step in after.steps if step.name == "answered").state == "ok"
    [told] = [note for note in after.notes if "quarantine" in note.text["en"]]
    assert told.kind == "state"
    assert "in quarantine: the figure may be incomplete" in told.text["en"]
    assert "mewn cwarantin" in told.text["cy"]
