"""SQLite is told how many rows its indexes pick, so that a team's cases are read as a team's and not as a kind's."""

from django.db import connection

from peelian.accounts.models import Team
from peelian.project.housekeeping import count_for_planner
from peelian.project.worker import JOBS, named
from tests.support.cases import make_world
from tests.support.databases import Clone


def plan(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return " | ".join(row[3] for row in cursor.fetchall())


def test_with_its_statistics_sqlite_reads_a_teams_cases_by_the_team(committing_db: Clone) -> None:
    """Forty cases of one kind, two of each team: what picks few is the team, not the kind."""
    if committing_db.engine != "sqlite":
        count_for_planner()  # PostgreSQL counts by itself: nothing is done, and nothing fails
        return
    world = make_world()
    teams = [Team.objects.create(slug=f"team-{number}", kind="response") for number in range(20)]
    for number in range(40):
        world.opened(team=teams[number % 20])
    asked = (
        f"SELECT id FROM cases_case WHERE kind = 'test_question' AND team_id IN ({teams[0].pk}, 0) "
        "AND closed_at IS NULL AND next_due_at IS NOT NULL ORDER BY next_due_at, id LIMIT 26"
    )
    assert "cases_kind_opened" in plan(asked), "unaware, it takes the kind: else the duty is not needed"
    count_for_planner()
    connection.close()
    assert "cases_team_due" in plan(asked)


def test_the_worker_counts() -> None:
    assert count_for_planner in [named(job.function) for job in JOBS]
