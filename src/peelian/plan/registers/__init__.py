"""Registers of the plans: events, partnerships, services, money, and the publications that they cite."""
