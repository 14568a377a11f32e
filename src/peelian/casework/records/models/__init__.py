"""The tables of the records, a file for each noun."""

from __future__ import annotations

from peelian.casework.records.models.crime import Crime
from peelian.casework.records.models.incident import Incident
from peelian.casework.records.models.links import Link, Merge
from peelian.casework.records.models.person import Person, PersonIndex
from peelian.casework.records.models.place import Place, PlaceIndex

__all__ = ["Crime", "Incident", "Link", "Merge", "Person", "PersonIndex", "Place", "PlaceIndex"]
