"""Arrays and tables in, frozen results out: league, funnel, trend, places.

Nothing is imported here: each part is loaded by whoever asks for it (`from peelian.stats.league import league`).
"""
