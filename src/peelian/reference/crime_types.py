"""data.police.uk street-level crime types and outcome categories, with their historical names.

Ids are the API's slugs, but for `violence-and-sexual-offences`: the API kept the slug `violent-crime` for it, the name of
a category that ended. Crime types changed in May 2013: `Violent crime` and `Public disorder and weapons` ended, five
categories began, and `Other theft` and `Other crime` became narrower. Outcome categories stand in two files with
partly different words: `Last outcome category` of the street file and `Outcome type` of the outcomes file. Their
`group` is open, charged, court, out_of_court, no_action or transferred.
"""

from __future__ import annotations

from peelian.reference.vocabulary import Vocabulary, vocabulary


def crime_types() -> Vocabulary:
    return vocabulary("crime_types")


def crime_outcomes() -> Vocabulary:
    return vocabulary("crime_outcomes")
