"""Eastings and northings of the British National Grid as degrees of WGS84, within about five metres.

The transverse Mercator projection backwards on the Airy 1830 ellipsoid, then the seven-parameter shift to WGS84: the
formulas and numbers of Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C and section 6.6.
Good to place a postcode; not to survey with. Works on single numbers and on whole arrays.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

AIRY: Final = (6377563.396, 6356256.909)
WGS84: Final = (6378137.000, 6356752.3142)
SCALE, LAT0, LON0, EAST0, NORTH0 = 0.9996012717, math.radians(49), math.radians(-2), 400000.0, -100000.0
SHIFT: Final = (446.448, -125.157, 542.060)
TURN: Final = tuple(math.radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
STRETCH: Final = -20.4894e-6


def degrees_of(eastings: Any, northings: Any) -> tuple[Numbers, Numbers]:
    """(longitude, latitude) in degrees of WGS84."""
    import numpy as np

    latitude, longitude = airy_radians(np.asarray(eastings, float), np.asarray(northings, float))
    return _shifted(latitude, longitude)


def airy_radians(eastings: Numbers, northings: Numbers) -> tuple[Numbers, Numbers]:
    """(latitude, longitude) in radians on the Airy ellipsoid, before the shift."""
    import numpy as np

    a, b = AIRY
    e2, n = 1 - (b / a) ** 2, (a - b) / (a + b)
    phi = LAT0 + (northings - NORTH0) / (a * SCALE)
    for _ in range(6):
        phi = phi + (northings - NORTH0 - _arc(phi, b, n)) / (a * SCALE)
    sin2, tan, cos = np.sin(phi) ** 2, np.tan(phi), np.cos(phi)
    nu = a * SCALE / np.sqrt(1 - e2 * sin2)
    rho = a * SCALE * (1 - e2) / (1 - e2 * sin2) ** 1.5
    eta2, t2, x = nu / rho - 1, tan**2, eastings - EAST0
    latitude = (
        phi
        - tan / (2 * rho * nu) * x**2
        + tan / (24 * rho * nu**3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2) * x**4
        - tan / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t2**2) * x**6
    )
    longitude = (
        LON0
        + (
            x / nu
            - (nu / rho + 2 * t2) / (6 * nu**3) * x**3
            + (5 + 28 * t2 + 24 * t2**2) / (120 * nu**5) * x**5
            - (61 + 662 * t2 + 1320 * t2**2 + 720 * t2**3) / (5040 * nu**7) * x**7
        )
        / cos
    )
    return latitude, longitude


def _arc(phi: Numbers, b: float, n: float) -> Numbers:
    """The developed length of the meridian from the true origin."""
    import numpy as np

    less, more = phi - LAT0, phi + LAT0
    made = (
        (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
        - (3 * n + 3 * n**2 + 2.625 * n**3) * np.sin(less) * np.cos(more)
        + (1.875 * n**2 + 1.875 * n**3) * np.sin(2 * less) * np.cos(2 * more)
        - 35 / 24 * n**3 * np.sin(3 * less) * np.cos(3 * more)
    )
    return np.asarray(b * SCALE * made)


def _shifted(latitude: Numbers, longitude: Numbers) -> tuple[Numbers, Numbers]:
    import numpy as np

    a, b = AIRY
    nu = a / np.sqrt(1 - (1 - (b / a) ** 2) * np.sin(latitude) ** 2)
    x = nu * np.cos(latitude) * np.cos(longitude)
    y = nu * np.cos(latitude) * np.sin(longitude)
    z = nu * (b / a) ** 2 * np.sin(latitude)
    (tx, ty, tz), (rx, ry, rz), s = SHIFT, TURN, 1 + STRETCH
    x, y, z = tx + s * x - rz * y + ry * z, ty + rz * x + s * y - rx * z, tz - ry * x + rx * y + s * z
    a, b = WGS84
    e2, p = 1 - (b / a) ** 2, np.hypot(x, y)
    found = np.arctan2(z, p * (1 - e2))
    for _ in range(4):
        found = np.arctan2(z + e2 * a / np.sqrt(1 - e2 * np.sin(found) ** 2) * np.sin(found), p)
    return np.degrees(np.arctan2(y, x)), np.degrees(found)
