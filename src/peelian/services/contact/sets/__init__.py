"""Question sets: what a report asks, in which order, in both languages, as data that a police reader can review."""
