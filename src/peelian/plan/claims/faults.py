"""Single faults of a claim definition: where, what is wrong, how to mend it, in both languages."""

from dataclasses import dataclass, field
from typing import Final

_ALLOWED: Final = (
    "+ - * /, < <= > >= == !=, and or not, abs() round() min() max() count() sum() known() fits(), "
)
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "toml": (
        "it is not TOML: {why}. Mend that line first.",
        "nid TOML mohono: {why}. Trwsiwch y llinell honno yn gyntaf.",
    ),
    "encoding": (
        "it is not UTF-8 text. Save it as UTF-8.",
        "nid testun UTF-8 mohono. Cadwch ef fel UTF-8.",
    ),
    "missing": (
        "'{key}' is missing. Add {example}.",
        "mae '{key}' ar goll. Ychwanegwch {example}.",
    ),
    "unknown_key": (
        "'{key}' is not a key of a claim.{hint} Known here: {known}.",
        "nid yw '{key}' yn allwedd i honiad.{hint} Hysbys yma: {known}.",
    ),
    "kind": (
        "'{key}' must be {wanted}, not {got}.",
        "rhaid i '{key}' fod yn {wanted}, nid {got}.",
    ),
    "language": (
        "'{key}' needs a text for both en and cy; {lang} is missing or empty.",
        "mae angen testun en a cy ar gyfer '{key}'; mae {lang} ar goll neu'n wag.",
    ),
    "choice": (
        "'{key}' is {got!r}; it must be one of {known}.{hint}",
        "{got!r} yw '{key}'; rhaid iddo fod yn un o {known}.{hint}",
    ),
    "number": (
        "'{key}' is {got!r}, which is not a figure. Write it as text in digits, such as \"-4.1\".",
        "{got!r} yw '{key}', nad yw'n ffigur. Ysgrifennwch ef fel testun mewn digidau, megis \"-4.1\".",
    ),
    "negative": (
        "'{key}' is {got}; it must be zero or more, or nothing can ever fit.",
        "{got} yw '{key}'; rhaid iddo fod yn sero neu fwy, neu ni all dim byth ffitio.",
    ),
    "name": (
        "the name {got!r} cannot be used. Use small letters, digits and _, starting with a letter.",
        "ni ellir defnyddio'r enw {got!r}. Defnyddiwch lythrennau bach, digidau a _.",
    ),
    "twice": (
        "the name {got!r} is used twice. Give each step and each stated figure its own name.",
        "defnyddir yr enw {got!r} ddwywaith. Rhowch ei enw ei hun i bob cam a ffigur.",
    ),
    "step_kind": (
        "a step is a look-up (measure, area, period) or an expression, and not both; or else a test (test, of, with).",
        "naill ai edrych i fyny (measure, area, period) neu fynegiad yw cam, ac nid y ddau; neu brawf (test, of, with).",
    ),
    "not_wide": (
        "'{key}' is {got!r}, which is no earlier step with a figure for every force.{hint} There are: {known}.",
        "{got!r} yw '{key}', nad yw'n gam cynharach â ffigur i bob heddlu.{hint} Mae: {known}.",
    ),
    "no_pattern": (
        "a claim with a test over forces says beforehand what would count for and against it. "
        "Add [pattern] with counts_for and counts_against.",
        "mae honiad â phrawf dros heddluoedd yn dweud ymlaen llaw beth a fyddai o'i blaid ac yn ei erbyn. "
        "Ychwanegwch [pattern] gyda counts_for a counts_against.",
    ),
    "whole": (
        "'{key}' is {got!r}; it must be a whole number from {least} to {most}.",
        "{got!r} yw '{key}'; rhaid iddo fod yn rhif cyfan o {least} i {most}.",
    ),
    "measure": (
        "there is no measure {got!r}.{hint}",
        "nid oes mesur {got!r}.{hint}",
    ),
    "area": (
        "{en}",
        "{cy}",
    ),
    "period": (
        "{en}",
        "{cy}",
    ),
    "asked": (
        "{en}",
        "{cy}",
    ),
    "no_step": (
        "{got!r} is not the name of a step.{hint}",
        "nid yw {got!r} yn enw cam.{hint}",
    ),
    "truth": (
        "'{key}' must answer yes or no. Compare something, for example fits(change, fall) or change < 0.",
        "rhaid i '{key}' ateb ie neu nage. Cymharwch rywbeth, er enghraifft fits(change, fall).",
    ),
    "not_truth": (
        "'{key}' must be a number, not a yes or no.",
        "rhaid i '{key}' fod yn rhif, nid ie neu nage.",
    ),
    "otherwise": (
        'the last verdict, and only the last, has when = "otherwise".',
        'gan y dyfarniad olaf yn unig y mae when = "otherwise".',
    ),
    "empty": (
        "there is no {key}. A claim needs at least one.",
        "nid oes {key}. Mae angen o leiaf un ar honiad.",
    ),
    "placeholder": (
        "'{key}' names {{{got}}}, which is no step or stated figure.{hint}",
        "mae '{key}' yn enwi {{{got}}}, nad yw'n gam nac yn ffigur.{hint}",
    ),
    "brackets": (
        "'{key}' has a {{ or }} that does not enclose a name.",
        "mae gan '{key}' {{ neu }} nad yw'n amgáu enw.",
    ),
    "unused": (
        "the stated figure {got!r} is in no verdict's condition, so nothing tests it. Use fits(step, {got}).",
        "nid yw'r ffigur {got!r} mewn unrhyw amod, felly nid oes dim yn ei brofi. Defnyddiwch fits(cam, {got}).",
    ),
    "size": (
        "it has {got} characters; a claim has at most {most}.",
        "mae ganddo {got} o nodau; {most} ar y mwyaf sydd gan honiad.",
    ),
    "long": (
        "it is longer than {most} characters. Split it into steps.",
        "mae'n hwy na {most} o nodau. Rhannwch ef yn gamau.",
    ),
    "unreadable": (
        "it cannot be read as arithmetic ({why}).",
        "ni ellir ei ddarllen fel rhifyddeg ({why}).",
    ),
    "deep": (
        "it is nested too deeply. Split it into steps.",
        "mae wedi ei nythu'n rhy ddwfn. Rhannwch ef yn gamau.",
    ),
    "not_allowed": (
        f"{{what}} is not allowed. Allowed are numbers, names of earlier steps, {_ALLOWED}and brackets.",
        f"ni chaniateir {{what}}. Caniateir rhifau, enwau camau cynharach, {_ALLOWED}a chromfachau.",
    ),
    "not_number": (
        "{what} is not a number. Write plain digits.",
        "nid yw {what} yn rhif. Ysgrifennwch ddigidau plaen.",
    ),
    "too_large": (
        "the number {what} is too large.",
        "mae'r rhif {what} yn rhy fawr.",
    ),
    "unknown_name": (
        "{what!r} is not the name of an earlier step. There are: {known}.",
        "nid yw {what!r} yn enw cam cynharach. Mae: {known}.",
    ),
    "wants_number": (
        "'{what}' answers yes or no where a number is needed.",
        "mae '{what}' yn ateb ie neu nage lle mae angen rhif.",
    ),
    "wants_truth": (
        "'{word}' needs a comparison, not '{what}'.",
        "mae angen cymhariaeth ar '{word}', nid '{what}'.",
    ),
    "arguments": (
        "{what}() takes {takes} between its brackets.",
        "mae {what}() yn cymryd {takes} rhwng ei gromfachau.",
    ),
    "known_name": (
        "known() takes the name of a step.",
        "mae known() yn cymryd enw cam.",
    ),
    "fits_figure": (
        "fits() takes the name of a stated figure second. There are: {known}.",
        "mae fits() yn cymryd enw ffigur a ddywedwyd yn ail. Mae: {known}.",
    ),
    "places": (
        "round() takes a whole number of places from 0 to 6.",
        "mae round() yn cymryd nifer cyfan o leoedd o 0 i 6.",
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its code, where it lies in the file ("steps.change"), and the fields of its words."""

    code: str
    where: str = ""
    fields: dict[str, object] = field(default_factory=dict)

    def text(self, lang: str = "en") -> str:
        """The fault in words, with its place before it."""
        welsh = lang == "cy"
        fields = {
            name: getattr(value, "cy", value) if welsh else value for name, value in self.fields.items()
        }
        words = _WORDS[self.code][welsh].format(**fields)
        return f"{self.where}: {words}" if self.where else words

    def at(self, where: str) -> "Fault":
        """The same fault, placed."""
        return Fault(self.code, where, self.fields)


def fault(code: str, where: str = "", **fields: object) -> Fault:
    """A fault of this code; its fields fill its words."""
    return Fault(code, where, fields)
