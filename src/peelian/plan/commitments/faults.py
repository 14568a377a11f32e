"""Single faults of a commitment or a register: the words of claims, and a few of their own."""

from dataclasses import dataclass
from typing import Final

from peelian.plan.claims.faults import Fault

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "unknown_key": (
        "'{key}' is not known here.{hint} Known: {known}.",
        "nid yw '{key}' yn hysbys yma.{hint} Hysbys: {known}.",
    ),
    "empty": (
        "there is no {key}. Add at least one.",
        "nid oes {key}. Ychwanegwch o leiaf un.",
    ),
    "size": (
        "it has {got} characters; at most {most} are read.",
        "mae ganddo {got} o nodau; darllenir {most} ar y mwyaf.",
    ),
    "id": (
        "the id {got!r} is not one of a commitment. Write P18-01, M18-01, P21-01, C21-01 or X-01.",
        "nid yw {got!r} yn rhif ymrwymiad. Ysgrifennwch P18-01, M18-01, P21-01, C21-01 neu X-01.",
    ),
    "file_name": (
        "the id is {got!r} but the file is called {file}. Call it {got}.toml.",
        "{got!r} yw'r rhif ond {file} yw enw'r ffeil. Galwch hi'n {got}.toml.",
    ),
    "family": (
        "the id {got!r} belongs to the plan of {wanted}, not {plan}.",
        "i gynllun {wanted} y perthyn y rhif {got!r}, nid {plan}.",
    ),
    "day": (
        '\'{key}\' is {got}, which is not a day, a month or a year. Write 2021-07-27, "2021-07" or "2021".',
        '{got} yw \'{key}\', nad yw\'n ddiwrnod, yn fis nac yn flwyddyn. Ysgrifennwch 2021-07-27, "2021-07" neu "2021".',
    ),
    "looked_for": (
        "the status is 'not evidenced', so say what was looked for and where: add [looked_for] with en and cy.",
        "'dim tystiolaeth' yw'r statws, felly dywedwch beth y chwiliwyd amdano a ble: ychwanegwch [looked_for] gydag en a cy.",
    ),
    "not_a_promise": (
        "the status 'not a promise' belongs to a fact or a critique, and only to those.",
        "i ffaith neu feirniadaeth yn unig y perthyn y statws 'nid addewid'.",
    ),
    "unsourced": (
        "it is marked as evidence but names no source. Add sources, or write evidence = false.",
        "mae wedi'i nodi'n dystiolaeth ond nid yw'n enwi ffynhonnell. Ychwanegwch sources, neu evidence = false.",
    ),
    "number_whole": (
        "'{key}' is {got}; write a whole number.",
        "{got} yw '{key}'; ysgrifennwch rif cyfan.",
    ),
    "twice_id": (
        "{got!r} is there twice. Give each entry its own id.",
        "mae {got!r} yno ddwywaith. Rhowch ei rif ei hun i bob cofnod.",
    ),
}


@dataclass(frozen=True, slots=True)
class EntryFault(Fault):
    """A fault of a commitment or of a register's entry."""

    def text(self, lang: str = "en") -> str:
        """The fault in words, with its place before it."""
        if self.code not in _WORDS:
            return Fault.text(self, lang)
        welsh = lang == "cy"
        fields = {
            name: getattr(value, "cy", value) if welsh else value for name, value in self.fields.items()
        }
        words = _WORDS[self.code][welsh].format(**fields)
        return f"{self.where}: {words}" if self.where else words


def entry_fault(code: str, where: str = "", **fields: object) -> EntryFault:
    """A fault of this code; its fields fill its words."""
    return EntryFault(code, where, fields)
