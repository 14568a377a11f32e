"""How urgent a report is: what rules notice, with the reason of each, and what a person decides. Rules are data."""
