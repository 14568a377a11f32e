"""Dated rules: decide(question, facts, as_of) gives permitted, reasons and duties, each with its source."""
