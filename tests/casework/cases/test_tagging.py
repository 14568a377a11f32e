"""The shared list of tags is there after every migration, in both languages, and mends itself."""

from __future__ import annotations

import pytest

from peelian.casework.cases.actions.marking import tags_for
from peelian.casework.cases.models import Tag
from peelian.casework.cases.tagging import prepare_tags
from tests.support.cases import NOON, make_world

pytestmark = pytest.mark.usefixtures("db")


def test_a_migrated_database_offers_the_list_in_both_languages() -> None:
    offered = tags_for(make_world().opened(), NOON)
    assert len(offered) >= 10
    assert all(tag.name_en and tag.name_cy for tag in offered)
    assert prepare_tags() == 0


def test_a_name_that_was_changed_by_hand_is_mended_and_a_forces_own_tag_is_left_alone() -> None:
    Tag.objects.filter(slug="noise").update(name_cy="")
    own = Tag.objects.create(slug="canal", name_en="Canal", name_cy="Camlas", force="west-midlands")
    assert prepare_tags() == 1
    assert Tag.objects.get(slug="noise").name_cy == "Sŵn"
    assert Tag.objects.get(pk=own.pk).name_en == "Canal"
