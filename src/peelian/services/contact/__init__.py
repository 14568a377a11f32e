"""Questions to a neighbourhood team."""
