"""A world whose kinds are question sets, and reports that come in as by the public form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def world(db: None) -> Any:
    from tests.support.cases import make_world

    return make_world()


@pytest.fixture
def report(world: Any) -> Callable[..., Any]:
    """A function that opens a report of a set: `reports.report` in this world."""
    from tests.services.contact.risk.reports import report

    return lambda *args, **more: report(world, *args, **more)
