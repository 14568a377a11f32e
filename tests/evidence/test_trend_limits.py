"""When a force's figures over time get limits of chance, and what the page says when they would mislead."""

import pytest

from tests.facts.league.calls import counted, table
from tests.support.markup import Page
from tests.support.small_store import small_store

MONTHS = [f"{year}-{month:02}" for year in (2021, 2022) for month in range(1, 13)]
STEADY = (1, 1, -1, -1)
"""Neither like the month before nor unlike it: of the pairs of neighbours as many agree as differ."""
FEW_CASES = "some of the figures rest on very few cases"
LEANS = "each figure leans on the one before"
FEW_FIGURES = "there are too few figures yet"


def around(middle: int, by: int = 2) -> list[int]:
    return [middle + by * STEADY[place % 4] for place in range(len(MONTHS))]


@pytest.mark.parametrize(
    ("answered", "why_not"),
    [
        (around(900), None),
        (around(7), None),
        (around(6), FEW_CASES),
        (around(993), None),
        (around(994), FEW_CASES),
        ([500 + 20 * place for place in range(24)], LEANS),
        (around(900)[:13], None),
        (around(900)[:12], FEW_FIGURES),
    ],
    ids=[
        "many cases",
        "five at the fewest",
        "four at the fewest",
        "all but five at the most",
        "all but four at the most",
        "each a little more than the last",
        "thirteen months",
        "twelve months",
    ],
)
def test_limits_are_drawn_or_the_page_says_why_not(client, home, answered, why_not):
    months = (counted(month, kent=(one, 1000)) for month, one in zip(MONTHS, answered, strict=False))
    small_store(home, {"call_answering": table(*months)})
    answer = client.get("/forces/kent/measures/answered_under_10s")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert 'id="line-' in html
    assert ('id="limits-' in html) == (why_not is None)
    told = [one for one in (FEW_CASES, LEANS, FEW_FIGURES) if one in Page(html).text]
    assert told == ([why_not] if why_not else [])


def test_a_full_count_gets_no_limits_however_long_it_is(client, home):
    head = "area_kind | area_id | as_at | worker_type | basis | value"
    lines = [
        f"force | kent | {1999 + place}-09-30 | police_officers | fte | {3000 + 10 * STEADY[place % 4]}"
        for place in range(20)
    ]
    small_store(home, {"workforce": "\n".join([head, *lines])})
    html = client.get("/forces/kent/measures/officers_fte").content.decode()
    assert 'id="line-' in html
    assert 'id="limits-' not in html
    assert "this is a full count, which chance does not move" in Page(html).text
