"""League tables: a measure's areas in rank order, with intervals, ranges of ranks, who is missing, and the pitfalls.

league_table("answered_under_10s", "2023-11")
"""

from peelian.facts.league.asking import league_table
from peelian.facts.league.table import COLUMNS, LeagueTable, Pitfall, TableRow

__all__ = ["COLUMNS", "LeagueTable", "Pitfall", "TableRow", "league_table"]
