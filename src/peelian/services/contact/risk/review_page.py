"""The page for a police reader: every rule of risk and every grade in words, and the examples that the tests hold them to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from peelian.services.contact.risk.model import EVERY, Book, Condition, Grade, Rule, Scheme
from peelian.services.contact.risk.reading import book, schemes
from peelian.services.contact.sets.model import QuestionSet
from peelian.services.contact.sets.reading import sets

_FACTS: Final = {
    "children": "people of the case known to be under 18",
    "earlier": "earlier reports of the same person, telephone or e-mail",
    "messages": "messages of the person since somebody last decided",
    "files": "files of the person since somebody last decided",
    "others": "new reports of the same person, telephone or e-mail since somebody last decided",
    "waiting": "minutes in which nobody did anything",
}
_HEAD: Final = """
What Peelian notices in a report, and how urgent that suggests it is. A rule holds when everything in its column "when"
holds. Rules suggest; a person decides, and may decide otherwise with a reason. No rule makes a case less urgent than it
stands, and none asks for what is missing: what becomes known adds. Level 1 is an emergency, 2 prompt, 3 by appointment;
"read" suggests nothing and asks somebody to read closely; words that were found put a report before those that are as
usual, so that it is read. "Child first": nothing else is done before a decision about
their protection is recorded. Change a rule in `src/peelian/services/contact/definitions/risk.toml`, a grade in
`grades.toml` beside it, and an example in `tests/spec/risk/expected.csv`.
"""


def page(examples: Sequence[Mapping[str, str]] = ()) -> str:
    """The page, with the rows of expected.csv as worked examples."""
    held = book()
    reviewed = held.reviewed or "nobody yet"
    parts = [
        "# How urgent a report is\n",
        "<!-- Written by `make reference` from the code. Change the definitions, not this page. -->\n",
        _HEAD.strip() + "\n",
        f"Edition {held.edition}. Reviewed by a police reader: {reviewed}.\n",
        "## Rules\n",
        *_rules(held),
        "## Words that are to be read\n",
        *(f"- `{one.id}`: {', '.join(one.en)}; {', '.join(one.cy)}" for one in held.words.values()),
        "\n## Grades of the forces\n",
        *(line for scheme in schemes() for line in _scheme(scheme)),
        "## Examples\n",
        *_table(
            ("what", "report", "answers", "what else is known", "level", "child first", "rules"),
            (
                (
                    row["what"],
                    row["set"],
                    row["answers"],
                    row["facts"],
                    row["level"],
                    row["safeguarding"],
                    row["rules"],
                )
                for row in examples
            ),
        ),
    ]
    return "\n".join(parts)


def _rules(held: Book) -> Iterator[str]:
    for letter, title in held.letters.items():
        rows = [rule for rule in held.rules.values() if rule.letter == letter]
        yield f"### {letter}: {title} / {title.cy}\n"
        yield from _table(
            ("rule", "reports", "when", "level", "reason", "rheswm"), (_row(rule) for rule in rows)
        )


def _row(rule: Rule) -> tuple[str, ...]:
    level = str(rule.level) if rule.level else "read"
    return (
        f"`{rule.id}`" + (f" until {rule.until}" if rule.until else ""),
        "every report that asks it"
        if EVERY in rule.sets
        else ", ".join(str(sets()[one].short) for one in rule.sets),
        "; ".join(_when(one, _asked(rule, one)) for one in rule.when) or "always",
        level + (", child first" if rule.safeguarding else ""),
        str(rule.reason),
        rule.reason.cy,
    )


def _when(one: Condition, asked: QuestionSet | None) -> str:
    """A condition in the words of the question and of its choices."""
    if one.words:
        return f"words of `{one.words}` were typed"
    if one.fact is not None:
        within = f" within {one.within_days} days" if one.within_days is not None else ""
        level = f" while it stands at level {one.level}" if one.level is not None else ""
        return f"{one.at_least} or more: {_FACTS[one.fact]}{within}{level}"
    found = {
        question.id: question for page_ in (asked.pages if asked else ()) for question in page_.questions
    }
    question = found.get(one.answer)
    if question is None:
        return f"{one.answer}: {' or '.join(one.values)}"
    chosen = [f"“{choice.label}”" for choice in question.choices if choice.id in one.values]
    return f"“{question.short}”: {' or '.join(chosen)}"


def _asked(rule: Rule, one: Condition) -> QuestionSet | None:
    """The first set of the rule's that asks the question, for its words."""
    named = sets().values() if EVERY in rule.sets else [sets()[id_] for id_ in rule.sets]
    return next(
        (
            each
            for each in named
            if any(one.answer == question.id for page_ in each.pages for question in page_.questions)
        ),
        None,
    )


def _scheme(scheme: Scheme) -> Iterator[str]:
    forces = ", ".join(scheme.forces) or "every force without its own"
    until = f" to {scheme.ends}" if scheme.ends else ""
    yield f"### {scheme.id}: {forces}, from {scheme.starts}{until}\n"
    yield from _table(
        ("grade", "level", "target", "source", "verified"), (_grade(one) for one in scheme.grades)
    )


def _grade(one: Grade) -> tuple[str, ...]:
    return (
        f"{one.name} / {one.name.cy}",
        str(one.level),
        f"{one.target} / {one.target.cy}",
        one.source,
        "yes" if one.verified else "no",
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    lines += [
        "| " + " | ".join(cell.replace("|", "\\|").replace("<", "&lt;") for cell in row) + " |"
        for row in rows
    ]
    return [*lines, ""]
