"""Signed-in visitors."""

import pytest


@pytest.fixture
def signed_in(client, people):
    """Sign one of the cast in as the door does; gives the client."""

    def come_in(name):
        from django.contrib.auth import SESSION_KEY
        from django.test import Client
        from django.utils import timezone

        from peelian.accounts import door

        user = getattr(people, name)
        mine = Client()
        mine.force_login(user)
        now = timezone.now()
        session = mine.session
        session.update(
            {door.STARTED: now.timestamp(), door.SEEN: now.timestamp(), door.PROVED: now.timestamp()}
        )
        session.save()
        assert SESSION_KEY in mine.session
        from peelian.accounts.models import SignedIn

        SignedIn.objects.create(
            user=user,
            session_key=mine.session.session_key,
            started_at=now,
            seen_at=now,
            browser="Firefox, Linux",
        )
        return mine

    return come_in
