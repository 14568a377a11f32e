"""Writing a person down: sealed, indexed for exact search, with a chain of their own.

`add` and `correct` run inside an action's transaction. `new_key()` is called before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from peelian.accounts.actors import Actor
from peelian.casework.ledger import entries
from peelian.casework.ledger.inserting import insert, insert_new
from peelian.casework.ledger.models import RECORD, LedgerEntry, Stream
from peelian.casework.records.models import Person, PersonIndex
from peelian.casework.records.problems import BadBirthDate
from peelian.casework.sealing import blind
from peelian.casework.sealing.problems import NothingToIndex
from peelian.casework.sealing.sealing import Door, open_sealed, seal

LONDON: Final = ZoneInfo("Europe/London")
CHILD_UNTIL: Final = 18
_OLDEST: Final = 130
_SEALED: Final = ("name", "birth_date", "needs")


@dataclass(frozen=True, slots=True, repr=False)
class NewPerson:
    """What is known of a person; empty where it is not. `birth_date` as `1990-05-31`.

    `phone`, `email` and `postcode` are only indexed here; the contact points themselves are the threads'.
    """

    name: str = ""
    birth_date: str = ""
    needs: str = ""
    language: str = ""
    phone: str = ""
    email: str = ""
    postcode: str = ""
    restricted: bool = False


def add(new: NewPerson, *, key_id: UUID, actor: Actor, as_of: datetime, synthetic: bool = False) -> Person:
    """A person with their own key, chain and index rows. Raises BadBirthDate."""
    person = Person(
        key_id=key_id,
        language=new.language,
        restricted=new.restricted,
        synthetic=synthetic,
        created_at=as_of,
        may_be_child=may_be_child(new.birth_date, as_of),
    )
    for column in _SEALED:
        text = getattr(new, column).strip()
        if text:
            setattr(person, column, seal(person, column, text))
    insert(person)
    index(person, new)
    stream = entries.open_stream(person.uid, kind=RECORD, key_id=key_id)
    entries.append(
        stream,
        action="person.add",
        actor=actor.code,
        facts={
            "as_of": as_of.isoformat(timespec="microseconds"),
            "columns": _named(new),
            "synthetic": synthetic,
        },
        details={column: getattr(new, column).strip() for column in _SEALED if getattr(new, column).strip()}
        or None,
    )
    return person


def correct(
    person: Person,
    chain: Stream,
    *,
    actor: Actor,
    as_of: datetime,
    reason: str,
    name: str | None = None,
    birth_date: str | None = None,
    needs: str | None = None,
    language: str | None = None,
    restricted: bool | None = None,
) -> LedgerEntry:
    """Write other words over a person's; the chain's sealed details keep each version. None leaves a column as it is.

    `person` was read under the lock of `chain`, their own: two who correct them at once do not undo each other.
    """
    given = {"name": name, "birth_date": birth_date, "needs": needs}
    told = {column: text.strip() for column, text in given.items() if text is not None}
    columns = [*told]
    if birth_date is not None:
        person.may_be_child = may_be_child(birth_date, as_of)
        columns.append("may_be_child")
    for column, text in told.items():
        setattr(person, column, seal(person, column, text) if text else None)
    for column, value in (("language", language), ("restricted", restricted)):
        if value is not None:
            setattr(person, column, value)
            columns.append(column)
    person.save(update_fields=columns)
    if birth_date is not None:  # a wrong date is not searched for any more; people stay known by an old name
        PersonIndex.objects.filter(person=person, kind="name_birth_date").delete()
    if name is not None or birth_date is not None:
        index_more(person, own_details(person))
    return entries.append(
        chain,
        action="person.correct",
        actor=actor.code,
        reason=reason,
        facts={
            "as_of": as_of.isoformat(timespec="microseconds"),
            "columns": sorted(told),
            "restricted": person.restricted,
        },
        details=told or None,
    )


def index(person: Person, new: NewPerson) -> None:
    """Index rows for what is given and can be searched for."""
    index_more(person, details_of(new))


def details_of(new: NewPerson) -> list[tuple[str, str]]:
    """What a person is found by, as (kind, text); empty texts among them."""
    pairs = [(kind, getattr(new, kind)) for kind in ("name", "phone", "email", "postcode")]
    if new.name and new.birth_date:
        pairs.append(("name_birth_date", f"{new.name}|{new.birth_date}"))
    return pairs


def digests_of(new: NewPerson) -> list[tuple[str, str, bytes]]:
    """What a record of this person would be found by, as (kind, index key, digest) under every key in use."""
    found: list[tuple[str, str, bytes]] = []
    for kind, text in details_of(new):
        with suppress(NothingToIndex):
            found += [(kind, key, digest) for key, digest in blind.digests(_kind(kind), text)]
    return found


def index_more(person: Person, pairs: Iterable[tuple[str, str]]) -> None:
    """Index rows for (kind, text); what has nothing to search for gets none. Running it again adds nothing."""
    rows: list[PersonIndex] = []
    for kind, text in pairs:
        if not text.strip():
            continue
        try:
            key, digest = blind.digest(_kind(kind), text)
        except NothingToIndex:
            continue
        rows.append(PersonIndex(person=person, kind=kind, digest=digest, index_key=key))
    insert_new(*rows)


def own_details(person: Person) -> list[tuple[str, str]]:
    """What the sealed columns give to search by, as (kind, text). Raises KeyDestroyed."""
    door = Door(frozenset({person.key_id}), "index")
    name = open_sealed(person, "name", door) if person.name is not None else ""
    born = open_sealed(person, "birth_date", door) if person.birth_date is not None else ""
    pairs = [("name", name)] if name else []
    return [*pairs, ("name_birth_date", f"{name}|{born}")] if name and born else pairs


def may_be_child(birth_date: str, as_of: datetime) -> bool:
    """Whether somebody born then is under 18 at `as_of` in London; True where the date is not known. `BadBirthDate`."""
    if not birth_date.strip():
        return True
    return age_on(_date(birth_date.strip(), as_of), as_of.astimezone(LONDON).date()) < CHILD_UNTIL


def age_on(born: date, day: date) -> int:
    """Whole years. Somebody born on 29 February comes of age on 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _date(text: str, as_of: datetime) -> date:
    try:
        born = date.fromisoformat(text)
    except ValueError:
        raise BadBirthDate from None
    today = as_of.astimezone(LONDON).date()
    if born > today or age_on(born, today) > _OLDEST:
        raise BadBirthDate
    return born


def _named(new: NewPerson) -> list[str]:
    return [column for column in (*_SEALED, "phone", "email", "postcode") if getattr(new, column).strip()]


def _kind(kind: str) -> blind.Kind:
    return next(known for known in get_args(blind.Kind) if known == kind)


def identities(person: Person) -> list[Person]:
    """The person that a record stands for today: the kept record first, then every record absorbed by it.

    What hangs on an absorbed record and is sealed under its key (contact points, contact rules) stays there and counts
    for the kept one as well: a rule of safe contact is never lost by a merge.
    """
    kept = person.merged_into or person
    return [kept, *Person.objects.filter(merged_into=kept).order_by("pk")]
