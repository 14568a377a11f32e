"""What each version of each set asks, as it was when it was first used: `used_versions.json`.

`python -m tests.services.contact.sets.used_versions` adds the versions that are not in the file. It changes none that is: a
version that a stored report may name stays as it was. Only for one that nobody can have used (never released) may its lines
be taken out by hand and written again.
"""

from __future__ import annotations

import json
from pathlib import Path

from peelian.services.contact.sets.model import QuestionSet, Version
from peelian.services.contact.sets.payload import field_names
from peelian.services.contact.sets.reading import sets

FILE = Path(__file__).with_suffix(".json")
Asked = dict[str, list[str]]
"""Question -> its kind, the names under which its answer is kept, and its choices after a colon each."""


def recorded() -> dict[str, dict[str, Asked]]:
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def asked_in(set_: QuestionSet, version: Version) -> Asked:
    return {
        one.id: [one.kind, *field_names(one), *(f":{choice.id}" for choice in one.choices)]
        for page in set_.pages_at(version)
        for one in page.questions
    }


def main() -> None:
    held = recorded()
    for set_ in sets().values():
        for version in set_.versions:
            held.setdefault(set_.id, {}).setdefault(str(version.number), asked_in(set_, version))
    lines = [
        f" {json.dumps(id_)}: {{\n"
        + ",\n".join(
            f"  {json.dumps(number)}: {{\n"
            + ",\n".join(f"   {json.dumps(name)}: {json.dumps(what)}" for name, what in asked.items())
            + "\n  }"
            for number, asked in versions.items()
        )
        + "\n }"
        for id_, versions in sorted(held.items())
    ]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
