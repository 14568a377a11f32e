"""What a measure means, as small tables. Each is run on every engine by test_specs.py."""

from tests.spec.measures import adding, missing
from tests.spec.measures.spec import Spec

SPECS: list[Spec] = [*adding.SPECS, *missing.SPECS]
