"""Made data.police.uk files for tests: any cell of any row may be set, everything else is plausible.

No row is real. `street(...)` and `search(...)` give one CSV line; `street_file` and `search_file` join them.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

STREET = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
)
SEARCH = (
    "Type",
    "Date",
    "Part of a policing operation",
    "Policing operation",
    "Latitude",
    "Longitude",
    "Gender",
    "Age range",
    "Self-defined ethnicity",
    "Officer-defined ethnicity",
    "Legislation",
    "Object of search",
    "Outcome",
    "Outcome linked to object of search",
    "Removal of more than just outer clothing",
)
OUTCOMES = (*STREET[:9], "Outcome type")


def street(number: int = 0, **cells: str) -> str:
    """One street line; name a cell by its heading in lower case with underscores, for example `crime_type`."""
    made = {
        "crime_id": f"{number:064x}",
        "month": "2025-03",
        "reported_by": "Norfolk Constabulary",
        "falls_within": "Norfolk Constabulary",
        "longitude": "1.299612",
        "latitude": "52.630104",
        "location": "On or near Station Road",
        "lsoa_code": "E01026785",
        "lsoa_name": "Norwich 001A",
        "crime_type": "Burglary",
        "last_outcome_category": "Under investigation",
        "context": "",
    }
    return line([{**made, **cells}[_key(name)] for name in STREET])


def outcome(number: int = 0, **cells: str) -> str:
    """One outcomes line."""
    cells = {"outcome_type": "Offender given a caution", **cells}
    whole = next(csv.reader([street(number)]))
    made = dict(zip(map(_key, STREET), whole, strict=True)) | cells
    return line([made[_key(name)] for name in OUTCOMES])


def search(**cells: str) -> str:
    """One stop-and-search line."""
    made = {
        "type": "Person search",
        "date": "2024-07-03T12:30:00+00:00",
        "part_of_a_policing_operation": "",
        "policing_operation": "",
        "latitude": "51.481583",
        "longitude": "-3.179090",
        "gender": "Male",
        "age_range": "18-24",
        "self-defined_ethnicity": "White - Other",
        "officer-defined_ethnicity": "White",
        "legislation": "Misuse of Drugs Act 1971 (section 23)",
        "object_of_search": "Controlled drugs",
        "outcome": "Arrest",
        "outcome_linked_to_object_of_search": "True",
        "removal_of_more_than_just_outer_clothing": "False",
    }
    return line([{**made, **cells}[_key(name)] for name in SEARCH])


def _key(heading: str) -> str:
    return heading.lower().replace(" ", "_")


def line(cells: Sequence[str]) -> str:
    """One CSV line without its end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def text(header: Sequence[str], lines: Sequence[str]) -> str:
    """A CSV text with LF line ends."""
    return "\n".join([line(header), *lines]) + "\n"


def write(path: Path, content: str | bytes) -> Path:
    """Write a file and give its path; text goes as UTF-8, exactly as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def street_file(path: Path, lines: Sequence[str]) -> Path:
    """A street file of these lines."""
    return write(path, text(STREET, lines))


def search_file(path: Path, lines: Sequence[str]) -> Path:
    """A stop-and-search file of these lines."""
    return write(path, text(SEARCH, lines))
