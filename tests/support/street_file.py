"""A small street-level file in the layout of data.police.uk, with made rows, for tests that need any file to add."""

from pathlib import Path

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
ROWS = (
    "aa01,2024-05,Kent Police,Kent Police,0.5219,51.2720,On or near High Street,E01024397,Maidstone 009C,"
    "Bicycle theft,Under investigation,",
    ",2024-05,Kent Police,Kent Police,0.5219,51.2720,On or near High Street,E01024397,Maidstone 009C,"
    "Anti-social behaviour,,",
    "aa02,2024-05,Kent Police,Kent Police,,,No Location,,,Violence and sexual offences,Unable to prosecute suspect,",
)


def write_street_file(folder: Path) -> Path:
    """Write `2024-05-kent-street.csv` with three made rows into the folder, which is created."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "2024-05-kent-street.csv"
    path.write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    return path
