"""Peelian runs a crime plan in the open: its services, and the evidence whether they work."""

__version__ = "0.1.0"
