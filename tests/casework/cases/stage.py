"""What every sequence of acts begins with, made once for all of them; each sequence plays inside a savepoint of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from uuid import UUID

from django.db import connection, transaction

from peelian.accounts.models import Grant
from peelian.casework.cases.models import Tag
from peelian.casework.sealing.sealing import new_keys
from tests.casework.cases.model import STAFF
from tests.support.cases import NOON, World, make_world

TAG = "lamp-posts"


class Stage:
    """Ben, Cerys, Dev and Eve with their roles, and a tag; the rows as they were when a sequence is over.

    Keys stay in the vault after a sequence, as they do after an act that failed.
    """

    def __init__(self) -> None:
        self._world = make_world()
        Grant.objects.create(
            user=self._world.eve, role="handler", team=self._world.other, starts=NOON, reason="new"
        )
        Tag.objects.create(slug=TAG, name_en="Lighting", name_cy="Goleuo")
        self._keys: list[UUID] = []

    def new_key(self) -> UUID:
        """A fresh key of the vault, of many that were made at once, as a process outside a transaction has them."""
        if not self._keys:
            self._keys = new_keys(500)
        return self._keys.pop()

    @contextmanager
    def played(self) -> Iterator[World]:
        """The world for one sequence; who leaves in it has not left in the next."""
        outer = transaction.atomic()
        outer._from_testcase = True  # type: ignore[attr-defined]
        with outer:
            try:
                yield replace(self._world, **{name: copy(getattr(self._world, name)) for name in STAFF})
            finally:
                connection.set_rollback(True)
