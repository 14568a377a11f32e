"""Measures: reviewed definitions that run as Ibis expressions on any engine."""
