"""What was mistyped, in both languages: the command-line library words its refusals in English only."""

import re
from typing import Any, Final

from peelian.reference.problems import Bilingual

# Each refusal of the library, as it is worded, then ours: English and Welsh.
_REFUSALS: Final = (
    (
        r"No such option: (?P<what>\S+?)\.?",
        "There is no option {what}.",
        "Nid oes opsiwn {what}.",
    ),
    (
        r"No such command '(?P<what>.+?)'\.(?: Did you mean .*)?",
        "There is no command '{what}'.",
        "Nid oes gorchymyn '{what}'.",
    ),
    (
        r"Option '(?P<what>.+?)' requires an argument\.",
        "The option {what} needs a value.",
        "Mae angen gwerth ar yr opsiwn {what}.",
    ),
    (
        r"Option '(?P<what>.+?)' does not take a value\.",
        "The option {what} takes no value.",
        "Nid yw’r opsiwn {what} yn cymryd gwerth.",
    ),
    (
        r"Missing (?:argument|option|parameter) '(?P<what>.+?)'.*",
        "{what} is missing.",
        "Mae {what} ar goll.",
    ),
    (
        r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.*)\)",
        "There is no place for {what}.",
        "Nid oes lle i {what}.",
    ),
    (
        r"Invalid value for '(?P<what>[^']+)'(?: \(.*?\))?: '(?P<got>.*?)' is not a valid int(?:eger)?\.",
        "{what} must be a whole number, not '{got}'.",
        "Rhaid i {what} fod yn rhif cyfan, nid '{got}'.",
    ),
)
_SEE: Final = Bilingual("See `{path} --help`.", "Gweler `{path} --help`.")


def near(names: list[str]) -> Bilingual:
    """A question that offers the names; empty when there is none."""
    if not names:
        return Bilingual("")
    return Bilingual(
        f" Did you mean {' or '.join(names)}?", f" Ai {' neu '.join(names)} oedd gennych mewn golwg?"
    )


def told(problem: Any, lang: str) -> str:
    """A refusal of the command-line library in `lang`, with what may have been meant and where to look."""
    context = getattr(problem, "ctx", None)
    path = context.command_path if context is not None else "peelian"
    see = _SEE.said(lang).format(path=path)
    return f"{_refusal(problem, lang)} {see}"


def _refusal(problem: Any, lang: str) -> str:
    worded = problem.message
    if isinstance(worded, Bilingual):
        return worded.said(lang)
    text = worded or problem.format_message()
    if type(problem).__name__ in ("BadParameter", "MissingParameter"):
        text = problem.format_message()
    for pattern, *ours in _REFUSALS:
        if found := re.fullmatch(pattern, text):
            words = {**found.groupdict(), "what": f"{found['what']}{_variable(problem)}"}
            said = ours[lang == "cy"].format(**words)
            return said + near(_meant(problem, text)).said(lang)
    return str(problem.format_message())


def _variable(problem: Any) -> str:
    """The environment variable behind an option, for whoever never typed the option."""
    name = getattr(getattr(problem, "param", None), "envvar", None)
    return f" ({name})" if name else ""


def _meant(problem: Any, text: str) -> list[str]:
    """The near names that the library found: a list for options, in the sentence for commands."""
    options = sorted(getattr(problem, "possibilities", None) or ())
    return options or re.findall(r"'([^']+)'", text.partition("Did you mean ")[2])
