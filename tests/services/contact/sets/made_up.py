"""Sets for tests, read from TOML like the real ones: beside the real common pages and numbers, or beside their own."""

from __future__ import annotations

from pathlib import Path

from peelian.services.contact.sets.model import QuestionSet
from peelian.services.contact.sets.reading import read

NUMBERS = """
[[numbers]]
id = "999"
number = "999"
title = { en = "Emergency", cy = "Argyfwng" }
source = "made up"
"""
COMMON = """
[[versions]]
number = 1
from = 2026-01-01
reviewed_en = false
reviewed_cy = false
[page.anonymous]
title = { en = "Name?", cy = "Enw?" }
[[page.anonymous.questions]]
id = "anonymous"
kind = "choice"
holds = "person"
missing = { en = "Choose", cy = "Dewiswch" }
choices = [
  { id = "named", label = { en = "Named", cy = "Gydag enw" } },
  { id = "without", label = { en = "Without", cy = "Heb enw" } },
]
[page.name]
title = { en = "Your name?", cy = "Eich enw?" }
show_if = [{ question = "anonymous", not = ["without"] }]
[[page.name.questions]]
id = "name"
kind = "name"
missing = { en = "Write it", cy = "Ysgrifennwch ef" }
"""
HEAD = """
id = "{id}"
family = "crime"
regime = "part3"
order = {order}
title = {{ en = "Report it", cy = "Rhoi gwybod" }}
short = {{ en = "It", cy = "Ef" }}
about = {{ en = "What it is", cy = "Beth ydyw" }}
"""


def folder(at: Path, common: str = COMMON, numbers: str = NUMBERS, **files: str) -> Path:
    """A folder like `definitions`: `name=text` for each set."""
    (at / "sets").mkdir(parents=True, exist_ok=True)
    (at / "numbers.toml").write_text(numbers, encoding="utf-8")
    (at / "sets" / "_of_several.toml").write_text(common, encoding="utf-8")
    for name, text in files.items():
        (at / "sets" / f"{name}.toml").write_text(text, encoding="utf-8")
    return at


def one(at: Path, text: str, order: int = 1) -> QuestionSet:
    """The set `thing` with this text after its head."""
    return read(folder(at, thing=HEAD.format(id="thing", order=order) + text))["thing"]
