"""Which looks the rules on unusual reading may count one by one: a condition that an index can hold.

Written out with its texts in it. SQLite uses an index on a condition only where the query says the same, and what is
handed over beside the query it cannot compare; Django hands over every text.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

_HELD: Final = (
    """((({0} LIKE '%%"own_team":false%%' OR {0} LIKE '%%"open":false%%' OR {0} LIKE '%%"restricted":true%%') """
    """AND {0} NOT LIKE '%%"own_case":true%%') OR ({1} = 'search' AND {2} = 0))"""
)


class Asked(Func):
    """Not one's own case, and outside one's team, closed or restricted; or a search that found nothing.

    Facts are canonical JSON of codes: a name in quotes with its value stands there only if it is a fact.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(self, *columns: Any) -> None:
        super().__init__(*(columns or (F("facts"), F("what"), F("result_count"))))

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_given: Any
    ) -> tuple[str, list[Any]]:
        """The condition, with nothing beside it."""
        return _HELD.format(*(compiler.compile(one)[0] for one in self.get_source_expressions())), []
