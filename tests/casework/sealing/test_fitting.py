"""A vault that is missing, empty or another site's is refused before anything starts, and none is made in its place."""

import logging

import pytest
from django.db import connections

from peelian.casework.ledger.contents import check_contents
from peelian.casework.ledger.verify import verify
from peelian.casework.sealing import fitting, starting, vault
from peelian.casework.sealing.models import VaultKey, VaultState
from peelian.casework.sealing.problems import VaultDoesNotFit
from peelian.project import worker
from peelian.project.preparing import prepare_databases
from tests.support.cases import make_world
from tests.support.databases import Clone


def test_a_vault_without_the_keys_of_the_records_is_refused_at_start(committing_db: Clone) -> None:
    """T-13: an empty vault beside records that are not, as after its file was removed and made anew."""
    case = make_world().opened()
    fitting.must_hold()
    VaultKey.objects.using("vault").all().delete()
    VaultState.objects.using("vault").all().delete()
    vault.new_key()  # the keys of another site

    with pytest.raises(VaultDoesNotFit) as caught:
        fitting.must_hold()
    with pytest.raises(VaultDoesNotFit):
        prepare_databases(lambda _: None)
    with pytest.raises(VaultDoesNotFit):
        worker.main()
    assert "newest copy" in caught.value.message("en") and "y copi diweddaraf" in caught.value.message("cy")
    found = {(fault.code, fault.stream) for fault in check_contents()}
    assert ("key-gone", case.uid) in found
    assert verify().holds, "the chains themselves are whole"


def test_no_vault_is_made_beside_records(committing_db: Clone) -> None:
    """T-13: the vault's tables are gone; a command says so and makes none."""
    make_world().opened()
    with connections["vault"].cursor() as cursor:
        for table in connections["vault"].introspection.table_names():
            cursor.execute(f'DROP TABLE "{table}"')

    with pytest.raises(VaultDoesNotFit):
        starting.start()
    with pytest.raises(VaultDoesNotFit):
        prepare_databases(lambda _: None)

    assert not fitting.made()


def test_a_vault_that_lacks_some_keys_is_told_and_each_of_them_is_named(
    committing_db: Clone, caplog: pytest.LogCaptureFixture
) -> None:
    """T-13: a vault older than the records."""
    world = make_world()
    kept, lost = world.opened(), world.opened()
    VaultKey.objects.using("vault").filter(pk=lost.key_id).delete()
    vault.forget()

    with caplog.at_level(logging.ERROR):
        fitting.must_hold()

    assert "The vault lacks 1 of" in caplog.text
    found = {(fault.code, fault.stream) for fault in check_contents()}
    assert ("key-gone", lost.uid) in found and kept.uid not in {stream for _, stream in found}


def test_an_empty_home_fits(db: None) -> None:
    fitting.must_hold()
