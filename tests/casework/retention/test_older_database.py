"""A database of an earlier edition: what was planned there is planned still."""

from datetime import timedelta

from peelian.casework.cases.actions.moving import close_case
from peelian.casework.retention import reviewing
from peelian.casework.retention.models import Review
from tests.support.cases import NOON, make_world
from tests.support.databases import Clone

LATER = NOON + timedelta(days=8000)


def test_reviews_planned_by_an_earlier_edition_get_the_team_of_their_case(committing_db: Clone) -> None:
    from django.core.management import call_command
    from django.db import connection

    world = make_world()
    for team in (world.team, world.elsewhere, world.team):
        close_case(
            world.opened(team=team).reference, actor=world.actor("system"), as_of=NOON, reason="answered"
        )
    assert reviewing.plan_reviews(as_of=LATER) == 3
    planned = list(Review.objects.order_by("pk").values_list("pk", "case", "due_at", "case__team"))

    call_command("migrate", "retention", "0001", verbosity=0)
    with connection.cursor() as cursor:
        columns = {
            one.name for one in connection.introspection.get_table_description(cursor, "retention_review")
        }
    assert "team_id" not in columns
    call_command("migrate", "retention", verbosity=0)

    assert list(Review.objects.order_by("pk").values_list("pk", "case", "due_at", "team")) == planned
