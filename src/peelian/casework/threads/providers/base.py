"""What every provider does and what it may answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from peelian.casework.threads.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Accepted:
    """Taken over. `ref` is the provider's own name for it; `final`: nothing more will be heard of it."""

    ref: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Not taken. `permanent`: this address will never do. `wait`: seconds to hold off; such a try does not count."""

    code: str
    permanent: bool = False
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: `handed` (on its way), `delivered`, `bounced` (for good) or `failed` (may be tried again)."""

    state: Literal["handed", "delivered", "bounced", "failed"]
    ref: str = ""
    code: str = ""


class Provider(Protocol):
    """A way out. `can_find`: it can say later what it did with a key."""

    @property
    def name(self) -> str: ...

    @property
    def can_find(self) -> bool: ...

    def send(self, envelope: Envelope) -> Accepted | Refused:
        """Hand one over. Raises OutcomeUnknown where the line broke after the words had left."""
        ...

    def find(self, key: str, ref: str = "") -> Outcome | None:
        """What became of the sending with this idempotency key; None if it never arrived. Raises ProviderAway."""
        ...


class ProviderAway(Exception):  # noqa: N818 - it says what is so
    """The provider cannot be asked just now. Carries a code and nothing else."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
