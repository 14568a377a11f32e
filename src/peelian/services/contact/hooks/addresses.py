"""Where a hook may send: to public addresses by https, and besides to the networks that the site's own setting names.

`PEELIAN_HOOK_NETWORKS`: networks separated by commas, as `10.20.0.0/16,fd12::/16`. What a name stands for is asked for at
each sending, all of it must be allowed, and the line goes to the very number that was looked at: a name that is pointed
elsewhere a moment later leads nowhere else. Plain http is for this computer alone, where the setting names it.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from peelian.services.contact.hooks.problems import BadHookAddress, BadHookNetworks, HookAddressInside

SETTING: Final = "PEELIAN_HOOK_NETWORKS"
LONGEST: Final = 500
_PORTS: Final = {"https": 443, "http": 80}
_HOST: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", re.ASCII)
_GLOBAL: Final = ipaddress.ip_network("2000::/3")

Number = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Address:
    """An address in its parts; `target` is what stands in the first line of a request."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def named(self) -> str:
        """The host as the header Host names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def read_address(text: str) -> Address:
    """The address that was typed, in its parts. Raises BadHookAddress, HookAddressInside, BadHookNetworks."""
    if len(text) > LONGEST or not text.isascii() or not text.isprintable() or re.search(r"[\s\\\"<>]", text):
        raise BadHookAddress
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadHookAddress from None
    known = parts.scheme in _PORTS and (_HOST.fullmatch(host) or number_of(host) is not None)
    if not known or port == 0 or "@" in parts.netloc or "#" in text:
        raise BadHookAddress
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    found = Address(parts.scheme, host, port or _PORTS[parts.scheme], target)
    number = number_of(host)
    if number is not None:
        must_allow(found, [number])
    elif found.scheme == "http" and (host != "localhost" or not any(one.is_loopback for one in networks())):
        raise BadHookAddress
    return found


def resolved(address: Address) -> str:
    """The number to connect to. Raises OSError where the name stands for none, HookAddressInside, BadHookNetworks."""
    rows = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    numbers = [number for row in rows if (number := number_of(str(row[4][0]))) is not None]
    if not numbers:
        raise OSError
    must_allow(address, numbers)
    return str(numbers[0])


def must_allow(address: Address, numbers: Iterable[Number]) -> None:
    """Raise HookAddressInside unless all of the numbers may be sent to."""
    own = networks()
    for number in numbers:
        inside = any(number in one for one in own if one.version == number.version)
        if not (inside or is_public(number)) or (address.scheme == "http" and not number.is_loopback):
            raise HookAddressInside


def is_public(number: Number) -> bool:
    """Whether a number belongs to the public network, by the registries' own lists; nothing that wraps another number."""
    if number.is_multicast or number.is_reserved or not number.is_global:
        return False
    if isinstance(number, ipaddress.IPv4Address):
        return True
    return number in _GLOBAL and number.sixtofour is None and number.teredo is None


def number_of(text: str) -> Number | None:
    """The number that a text writes, an IPv4 one also where it is wrapped in IPv6; None for a name."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    wrapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return wrapped or found


def networks() -> tuple[Network, ...]:
    """The networks that the setting names. Raises BadHookNetworks."""
    given = [one.strip() for one in os.environ.get(SETTING, "").split(",")]
    try:
        return tuple(ipaddress.ip_network(one) for one in given if one)
    except ValueError:
        raise BadHookNetworks(setting=SETTING) from None
