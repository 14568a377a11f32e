"""The tile map: one equal tile a force, placed roughly where it lies, so that a small area is as easy to find as a
large one. It needs no boundary file. The positions are ours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from peelian.reference.forces import Force, force

SIDE = 80
COLUMNS, ROWS = 7, 10

# One line a row of the map, north to south; a dot is an empty place.
_LAYOUT = """
.                  .                .                  .                   northumbria       .               .
.                  .                .                  cumbria             durham            cleveland       .
.                  .                .                  lancashire          west-yorkshire    north-yorkshire .
.                  .                merseyside         greater-manchester  south-yorkshire   humberside      .
.                  north-wales      cheshire           derbyshire          nottinghamshire   lincolnshire    .
.                  dyfed-powys      staffordshire      west-midlands       leicestershire    cambridgeshire  norfolk
south-wales        gwent            west-mercia        warwickshire        northamptonshire  bedfordshire    suffolk
.                  .                gloucestershire    thames-valley       hertfordshire     essex           .
.                  avon-and-somerset wiltshire         surrey              metropolitan      city-of-london  kent
devon-and-cornwall dorset           hampshire          sussex              .                 .               .
"""
_SHORT = {
    "avon-and-somerset": "A&S",
    "bedfordshire": "Beds",
    "cambridgeshire": "Cambs",
    "cheshire": "Ches",
    "city-of-london": "City",
    "cleveland": "Clev",
    "cumbria": "Cumb",
    "derbyshire": "Derbs",
    "devon-and-cornwall": "D&C",
    "dorset": "Dorset",
    "durham": "Dur",
    "dyfed-powys": "D-P",
    "gloucestershire": "Glos",
    "greater-manchester": "GMP",
    "hampshire": "Hants",
    "hertfordshire": "Herts",
    "humberside": "Humb",
    "lancashire": "Lancs",
    "leicestershire": "Leics",
    "lincolnshire": "Lincs",
    "merseyside": "Mers",
    "metropolitan": "Met",
    "norfolk": "Norfolk",
    "north-wales": "N Wal",
    "north-yorkshire": "N Yor",
    "northamptonshire": "Nhant",
    "northumbria": "Nmbr",
    "nottinghamshire": "Notts",
    "south-wales": "S Wal",
    "south-yorkshire": "S Yor",
    "staffordshire": "Staff",
    "suffolk": "Suffolk",
    "surrey": "Sur",
    "sussex": "Sus",
    "thames-valley": "T Val",
    "warwickshire": "Warks",
    "west-mercia": "W Mer",
    "west-midlands": "W Mid",
    "west-yorkshire": "W Yor",
    "wiltshire": "Wilts",
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One force's tile: the corner in the drawing's units, and what is written on it."""

    force: Force
    x: int
    y: int
    text: str


@cache
def tile_map() -> tuple[Tile, ...]:
    """The 43 tiles, north to south."""
    rows = [line.split() for line in _LAYOUT.strip().splitlines()]
    return tuple(
        Tile(force(name), column * SIDE, row * SIDE, _SHORT.get(name) or force(name).short_name[:5])
        for row, names in enumerate(rows)
        for column, name in enumerate(names)
        if name != "."
    )
