"""League tables that say what chance leaves open: ranks with confidence sets, tiers, and who could be first or last."""

from peelian.stats.league.multinomial import multinomial_rank_sets
from peelian.stats.league.rank_sets import RankSets, rank_sets, tau_best, tau_worst
from peelian.stats.league.result import BadLeague, First, Kind, League, LeagueRow
from peelian.stats.league.table import league

__all__ = [
    "BadLeague",
    "First",
    "Kind",
    "League",
    "LeagueRow",
    "RankSets",
    "league",
    "multinomial_rank_sets",
    "rank_sets",
    "tau_best",
    "tau_worst",
]
