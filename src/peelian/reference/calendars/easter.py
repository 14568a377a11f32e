"""Easter Sunday of the Western churches, by the Gregorian computus (Meeus, Jones and Butcher)."""

from datetime import date


def easter_sunday(year: int) -> date:
    """Easter Sunday of `year`, from 1583 on."""
    golden, century, in_century = year % 19, year // 100, year % 100
    leaps = (century + 8) // 25
    epact = (19 * golden + century - century // 4 - (century - leaps + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
