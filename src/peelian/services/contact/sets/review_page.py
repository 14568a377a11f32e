"""`docs/reference/question-sets.md`, made from the definitions: every question in both languages, for people who review
words and not programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.model import Ending, HelpNumber, Page, Question, QuestionSet, Test, Version
from peelian.services.contact.sets.reading import common_pages, numbers, sets

_HEAD: Final = """\
# Question sets

<!-- Written by `make reference` from the code. Change src/peelian/services/contact/definitions/sets, not this page. -->

What a person is asked who reports something, page by page, in English and Welsh. A page is only shown where its
condition holds. Until somebody has reviewed the Welsh, words of safety are shown in both languages to everybody.

To review a set: read each page as somebody would who is upset, reads with difficulty, or is being watched. Ask of each
question who needs the answer, and what happens if it is wrong or missing. Tell the maintainers what to change, or change
the file of the set: a fault in it stops the program, which lists every fault with its place. When both languages are
right, put who reviewed them and when into the version of the set.

**must**: the page is not left without an answer. **may**: it can be left empty. **to the person**: kept with the
record of the person who reports, not with the case.
"""
_KINDS: Final[Mapping[str, str]] = {
    "choice": "one of these",
    "choices": "any of these",
    "yes_no": "yes or no",
    "text": "one line",
    "long": "in their own words",
    "date": "a day",
    "when": "the day, between two days, or not known; and the part of the day",
    "place": "postcode, building and street, town or area, or words",
    "number": "a number",
    "email": "an email address",
    "phone": "a phone number",
    "name": "a name",
    "contact": "the way, the address, whether only they see it, what may be said, what must be known first",
}
_REGIMES: Final[Mapping[str, str]] = {
    "part3": "law enforcement (Data Protection Act 2018, Part 3)",
    "gdpr": "general (UK GDPR)",
}


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    all_ = sets()
    yield "| set | family | data protection | pages | online | Welsh reviewed |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for each in all_.values():
        newest = each.versions[-1]
        yield _row(
            f"{each.short} (`{each.id}`)",
            each.family or "none",
            _REGIMES[each.regime],
            len(each.pages_at(newest)),
            "yes" if each.online else "no",
            newest.reviewed_cy or "no",
        )
    yield ""
    for each in all_.values():
        yield from _set(each)
    yield "## Common pages\n"
    yield "Shared by several sets, and shown there with these words unless the set has its own.\n"
    asked = {one.id: one for found in common_pages().values() for one in found.questions}
    for found in common_pages().values():
        yield from _page(found, asked)
    yield from _numbers(numbers().values())


def _set(each: QuestionSet) -> Iterator[str]:
    yield f"## {each.short} / {each.short.cy}\n"
    yield f"**{each.title}** / {each.title.cy}. {each.about} / {each.about.cy} (`{each.id}`)\n"
    yield from _versions(each.versions)
    asked = {one.id: one for found in each.pages for one in found.questions}
    yield from (line for one in each.endings if not one.after for line in _ending(one, asked))
    common = common_pages()
    for found in each.pages:
        yield from _page(found, asked, common.get(found.id) if found.common else None)
        yield from (line for one in each.endings if one.after == found.id for line in _ending(one, asked))


def _versions(versions: Iterable[Version]) -> Iterator[str]:
    yield "| version | from | English reviewed | Welsh reviewed |"
    yield "| --- | --- | --- | --- |"
    for one in versions:
        yield _row(one.number, one.starts, one.reviewed_en or "no", one.reviewed_cy or "no")
    yield ""


def _page(found: Page, asked: Mapping[str, Question], common: Page | None = None) -> Iterator[str]:
    """A page as a table; of a common page only what the set says differently."""
    whose = f" (common page `{found.id}`)" if common else f" (`{found.id}`)"
    yield f"### {found.title}{whose}\n"
    notes = [_condition(found.show_if, asked), "Words of safety." if found.safety else "", _span(found)]
    notes += [_called(found.numbers)]
    if any(notes):
        yield " ".join(note for note in notes if note) + "\n"
    yield "| | English | Cymraeg |"
    yield "| --- | --- | --- |"
    yield _words("page", found.title)
    for name in ("text", "hint"):
        words: Bilingual = getattr(found, name)
        if words and (common is None or words != getattr(common, name)):
            yield _words(name, words)
    if common is None:
        for one in found.questions:
            yield from _question(one, found, asked)
    yield ""


def _question(one: Question, found: Page, asked: Mapping[str, Question]) -> Iterator[str]:
    name = f"`{one.id}`: {_KINDS[one.kind]}, {'must' if one.required else 'may'}"
    if one.holds == "person":
        name += ", to the person"
    if limit := (f", {one.longest:,} characters at most" if one.kind in {"text", "long"} else ""):
        name += limit
    about = " ".join(note for note in (_condition(one.show_if, asked), _span(one)) if note)
    yield _words(f"{name}. {about}".strip(), one.label if one.label != found.title else Bilingual(""))
    if one.hint:
        yield _words("hint", one.hint)
    if one.short != one.label:
        yield _words("in the list of answers", one.short)
    for choice in one.choices:
        alone = ", alone" if choice.alone else ""
        yield _words(f"· `{choice.id}`{alone} {_span(choice)}".strip(), _with_hint(choice.label, choice.hint))
    if one.required:
        yield _words("if it is missing", one.missing)


def _ending(one: Ending, asked: Mapping[str, Question]) -> Iterator[str]:
    yield f"### Stops here: {one.title} (`{one.id}`)\n"
    go_on = "One may go on after reading it." if one.continue_ok else "The form ends here."
    link = f"Link: <{one.link.href}>." if one.link else ""
    notes = (_condition(one.when, asked), go_on, _called(one.numbers), link, _span(one))
    yield " ".join(note for note in notes if note) + "\n"
    yield "| | English | Cymraeg |"
    yield "| --- | --- | --- |"
    yield _words("title", one.title)
    yield _words("text", one.text)
    if one.link:
        yield _words("link", one.link.text)
    yield ""


def _numbers(rows: Iterable[HelpNumber]) -> Iterator[str]:
    yield "## Numbers\n"
    yield (
        "*Verified*: read on a page of the service itself, or of the public body that answers for it; often in a stored "
        "copy that may be years old. Nobody has rung a number yet: ring each before it is relied on.\n"
    )
    yield "| | number | English | Cymraeg | verified | source |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in rows:
        words = _with_hint(row.title, row.text)
        yield _row(
            f"`{row.id}`", row.number, words, words.cy, "yes" if row.verified else "**no**", row.source
        )
    yield ""


def _condition(tests: tuple[Test, ...], asked: Mapping[str, Question]) -> str:
    """`Only if "Who is it?" is "Me"`, in words."""
    return f"Only if {' and '.join(_test(test, asked) for test in tests)}." if tests else ""


def _test(test: Test, asked: Mapping[str, Question]) -> str:
    question = asked.get(test.question)
    labels = {choice.id: choice.label for choice in question.choices} if question else {}
    named = [f"“{labels.get(value, value)}”" for value in test.values]
    title = f"“{question.short if question else test.question}”"
    verb = {"is": "is", "includes": "includes", "not": "is not"}[test.op]
    return f"{title} {verb} {' or '.join(named)}"


def _span(thing: object) -> str:
    since, until = getattr(thing, "since", 1), getattr(thing, "until", None)
    if until is not None:
        return f"Versions {since} to {until}." if since < until else f"Version {since} only."
    return f"From version {since}." if since > 1 else ""


def _called(ids: Iterable[str]) -> str:
    known = numbers()
    listed = [f"{known[one].number} ({known[one].title})" for one in ids]
    return f"Numbers: {'; '.join(listed)}." if listed else ""


def _with_hint(label: Bilingual, hint: Bilingual) -> Bilingual:
    return Bilingual(f"{label} *{hint}*", f"{label.cy} *{hint.cy}*") if hint else label


def _words(what: str, words: Bilingual) -> str:
    return _row(what, words, words.cy)


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: object) -> str:
    parts = (" ".join(part.split()) for part in str(text).split("\n\n"))
    return "<br><br>".join(part.replace("|", "\\|").replace("<", "&lt;") for part in parts)
