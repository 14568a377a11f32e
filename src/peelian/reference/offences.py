"""Offence groups and subgroups of police recorded crime, as Home Office and ONS tables name them.

A group's own `group` is `victim`, `society`, `fraud` or `total`: crimes against society rise with police activity,
so a fall in them is not by itself good news. A subgroup's `group` is the id of its offence group.
"""

from __future__ import annotations

from peelian.reference.vocabulary import Term, Vocabulary, vocabulary


def offence_groups() -> Vocabulary:
    return vocabulary("offence_groups")


def offence_subgroups() -> Vocabulary:
    return vocabulary("offence_subgroups")


def offence_group_for(text: str) -> Term:
    """The group that a published label means; "2015/16 onwards - Robbery" is Robbery. Raises `UnknownTerm`."""
    return offence_groups().find(text.rpartition("onwards - ")[2])
