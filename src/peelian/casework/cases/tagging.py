"""The shared list of tags: definitions/tags.toml, brought into the table whenever the database is migrated."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from django.utils import timezone

from peelian.casework.cases.models import Tag

FILE: Final = Path(__file__).parent / "definitions" / "tags.toml"


def prepare_tags() -> int:
    """Add new tags, mend names, retire what the file retires; how many rows changed. Other tags are left alone."""
    changed = 0
    known = Tag.objects.in_bulk(field_name="slug")
    for slug, given in tomllib.loads(FILE.read_text(encoding="utf-8"))["tags"].items():
        tag = known.get(slug) or Tag(slug=slug)
        retired = tag.retired_at or timezone.now() if given.get("retired") else None
        wanted = (given["en"], given["cy"], retired)
        if tag.pk is None or (tag.name_en, tag.name_cy, tag.retired_at) != wanted:
            tag.name_en, tag.name_cy, tag.retired_at = wanted
            tag.save()
            changed += 1
    return changed
