"""Every spec of a time limit, in the order in which they are read."""

from tests.spec.law import changes, days, pauses, years

SPECS = [*days.SPECS, *pauses.SPECS, *changes.SPECS, *years.SPECS]
