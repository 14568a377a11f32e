"""Arrays and tables in, frozen results out: league, funnel, trend, places. Filled from the league issue on."""
