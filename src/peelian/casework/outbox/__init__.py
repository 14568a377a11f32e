"""Named events, written with the act and delivered at least once."""
