"""Telling other services that something happened to a case: signed requests to addresses that a force registered.

A request holds the name of what happened, the reference and an address to read the rest at: never anything about a person.
"""
