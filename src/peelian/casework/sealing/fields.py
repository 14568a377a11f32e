"""A column whose bytes are sealed, and the value that code sees: `Sealed`, which shows and serialises nothing."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class Sealed:
    """Sealed bytes. Plain text comes only from `sealing.open_sealed`; printing, pickling or JSON of it gives nothing."""

    __slots__ = ("_held",)

    def __init__(self, held: bytes) -> None:
        self._held = held

    def __bytes__(self) -> bytes:
        return self._held

    def __repr__(self) -> str:
        return "Sealed"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other._held == self._held

    def __hash__(self) -> int:
        return hash(self._held)

    def __bool__(self) -> bool:
        return True

    def __copy__(self) -> Sealed:
        return self

    def __deepcopy__(self, _memo: object) -> Sealed:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("Sealed bytes are not serialised")


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """`version|key_id|nonce|ciphertext|tag` in a binary column. Fill it with `sealing.seal(row, column, text)`.

    The row has `uid` (what the seal is bound to, 32 characters that never change) and `key_id` (the vault key it is
    sealed under): columns of its own, or properties that ask its case or person.
    """

    def from_db_value(self, value: Any, _expression: object, _connection: object) -> Sealed | None:
        """What a query gives."""
        return None if value is None else Sealed(bytes(value))

    def to_python(self, value: Any) -> Any:
        """Only sealed values enter."""
        return value

    def get_prep_value(self, value: Any) -> Any:
        """The bytes for the database; text that was not sealed is refused, so that none is stored by mistake."""
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.name} holds sealed text only: use peelian.casework.sealing.sealing.seal")
        return super().get_prep_value(bytes(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """The driver's binary type."""
        if not prepared:
            value = self.get_prep_value(value)
        return None if value is None else connection.Database.Binary(value)

    def value_to_string(self, _obj: object) -> str:
        """Serialisers (dumpdata) get nothing."""
        raise TypeError("Sealed bytes are not serialised")
