"""999 calls of made-up forces' months, as a table of the store."""

from collections.abc import Iterable

HEAD = "area_id | period | service | item | value"


def counted(period: str, **forces: tuple[float, float]) -> list[str]:
    """Counts of calls answered in under 10 seconds, and of all calls: `kent=(90, 100)`."""
    lines = []
    for name, (under, calls) in forces.items():
        area = name.replace("_", "-")
        lines += [
            f"{area} | {period} | 999 | under_10 | {under}",
            f"{area} | {period} | 999 | calls | {calls}",
        ]
    return lines


def printed(period: str, item: str = "pct_under_10", **forces: float) -> list[str]:
    """Published percentages or means without counts: `kent=90`."""
    return [f"{name.replace('_', '-')} | {period} | 999 | {item} | {value}" for name, value in forces.items()]


def table(*parts: Iterable[str]) -> str:
    """The parts under one head."""
    return "\n".join([HEAD, *(line for part in parts for line in part)])
