"""Claims as data: what was said, by whom, the executable check, and the rule fixed before the check runs."""
