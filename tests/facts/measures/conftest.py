"""The published figures in a store, opened once; and a small store of records that no package holds."""

from pathlib import Path

import pytest

from peelian.facts.store import Store, open_store
from tests.support.engines import engine_name, spark_session
from tests.support.small_store import small_store

__all__ = ["engine_name", "published", "records", "spark_session"]

STREET = """
crime_id | month   | force_id     | crime_type            | placing
a        | 2023-11 | kent         | Robbery               | in_force
a        | 2023-11 | kent         | Robbery               | outside_force
-        | 2023-11 | kent         | Anti-social behaviour | no_location
b        | 2023-11 | essex        | Burglary              | in_force
c        | 2023-12 | essex        | Burglary              | in_force
d        | 2023-12 | btp          | Robbery               | in_force
"""
STOPS = """
force_id | file_month | legislation | object_of_search | outcome
kent     | 2023-11    | s1          | Drugs            | Arrest
kent     | 2023-11    | s60         | -                | No action
essex    | 2023-11    | s1          | Drugs            | No action
"""
RECORDED = """
area_kind | area_id | period  | offence_group               | offence_subgroup      | offence  | offence_code | offences
force     | kent    | 2017-Q2 | Violence against the person | Violence with injury  | Wounding | 5D           | 120
force     | kent    | 2017-Q2 | Violence against the person | Homicide              | Homicide | 1            | 4
force     | kent    | 2017-Q2 | Robbery                     | -                     | Robbery  | 34B          | -1
force     | essex   | 2017-Q2 | Violence against the person | Violence with injury  | Wounding | 5D           | 90
special   | btp     | 2017-Q2 | Violence against the person | Violence with injury  | Wounding | 5D           | 7
"""
MET_CRIMES = """
area_kind | area_id      | period  | borough | offence_group | offence             | offences
force     | metropolitan | 2023-11 | Barnet  | Robbery       | Robbery of property | 12
force     | metropolitan | 2023-11 | Unknown | Robbery       | Robbery of property | 1
force     | metropolitan | 2023-12 | Barnet  | Burglary      | Burglary            | 30
"""
SERVICES = """
area_kind | area_id   | period  | service | measure            | item        | value | unit  | state
force     | kent      | 2026-09 | contact | questions_in_time  | numerator   | 41    | count | ok
force     | kent      | 2026-09 | contact | questions_in_time  | denominator | 52    | count | ok
force     | essex     | 2026-09 | contact | questions_in_time  | numerator   | -     | count | suppressed
force     | essex     | 2026-09 | contact | questions_in_time  | denominator | 12    | count | ok
country   | K04000001 | 2026-09 | contact | questions_in_time  | numerator   | 49    | count | ok
country   | K04000001 | 2026-09 | contact | questions_in_time  | denominator | 64    | count | ok
force     | kent      | 2026-09 | contact | questions_reopened | numerator   | 6     | count | ok
force     | kent      | 2026-09 | contact | questions_reopened | denominator | 50    | count | ok
force     | kent      | 2026-09 | contact | first_answer       | p50         | 20.5  | hours | ok
force     | kent      | 2026-09 | contact | first_answer       | p90         | 71.0  | hours | ok
force     | essex     | 2026-09 | contact | first_answer       | p90         | -     | hours | suppressed
"""
DUTIES = (
    "report_confirmed",
    "crime_recorded",
    "support_referred",
    "suspect_news_told",
    "no_investigation_told",
    "decision_told",
    "court_outcome_told",
)
SHARES = ("officer_named", "reports_answered", "reports_online", "reports_reopened")
SHARE = """
force     | kent      | 2026-09 | contact | {name} | numerator   | 41 | count | ok
force     | kent      | 2026-09 | contact | {name} | denominator | 52 | count | ok
"""
TAIL = """
force     | kent      | 2026-09 | contact | {name} | p90         | 71 | hours | ok
"""
SERVICES += "".join(
    [
        *(
            SHARE.format(name=name).lstrip("\n")
            for name in (*SHARES, *(f"{duty}_in_time" for duty in DUTIES))
        ),
        *(TAIL.format(name=f"{duty}_after").lstrip("\n") for duty in DUTIES),
    ]
)


@pytest.fixture(scope="session")
def published(prepared_home: Path) -> Store:
    """The packaged figures as a first start loads them."""
    return open_store(prepared_home)


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Street crimes, stop and searches, recorded crime and figures of services, a few rows."""
    tables = {
        "street_crime": STREET,
        "stop_searches": STOPS,
        "recorded_crime": RECORDED,
        "met_crimes": MET_CRIMES,
        "service_measures": SERVICES,
        "service_measures_synthetic": SERVICES,
    }
    return small_store(tmp_path_factory.mktemp("records"), tables)
