"""A receiver on this computer, which the setting allows to send to, and a hook that leads there."""

import pytest


@pytest.fixture
def world(db: None):
    from tests.support.cases import make_world

    return make_world()


@pytest.fixture
def here(monkeypatch):
    """Sending to this computer is allowed."""
    monkeypatch.setenv("PEELIAN_HOOK_NETWORKS", "127.0.0.0/8")


@pytest.fixture
def receiver(here):
    from tests.services.contact.hooks.receivers import receiving

    with receiving() as told:
        yield told


@pytest.fixture
def niche(world, receiver):
    from tests.services.contact.hooks.receivers import registered

    return registered(world, receiver.address)
