"""The league table as a picture: places, ranges, shapes, words, and every edge that a table may have."""

from itertools import pairwise

import pytest

from peelian.charts.caterpillar import caterpillar
from tests.charts.cast import IDS, NAMES, TITLE, a_complete_league, a_league
from tests.charts.drawn import SVG, in_proportion, marks, parsed, part, shapes, texts


def drawn(league, **settings):
    return caterpillar(league, NAMES, unit="proportion", title=TITLE, **settings)


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_every_mark_stands_in_proportion_to_its_value(kind: str) -> None:
    league = a_league()
    places = marks(part(parsed(drawn(league).svg), kind))
    assert set(places) == {row.id for row in league.rows}
    assert in_proportion([places[row.id][0] for row in league.rows], [row.value for row in league.rows])


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_rows_stand_in_order_of_rank_downwards(kind: str) -> None:
    league = a_league()
    places = marks(part(parsed(drawn(league).svg), kind))
    heights = [places[row.id][1] for row in league.rows]
    assert heights == sorted(heights)
    assert min(b - a for a, b in pairwise(heights)) >= 20


def test_a_range_reaches_from_the_first_rank_it_may_have_to_the_last() -> None:
    league = a_league()
    wide = part(parsed(drawn(league).svg), "wide")
    lines = [node for node in wide.iter(f"{SVG}line") if node.get("class") == "peelian-chart-ranks"]
    starts = [float(node.get("x1").rstrip("%")) for node in lines]
    ends = [float(node.get("x2").rstrip("%")) for node in lines]
    assert in_proportion(
        starts + ends, [row.rank_low for row in league.rows] + [row.rank_high for row in league.rows]
    )
    spoken = texts(wide)
    for row in league.rows:
        assert (
            f"{row.rank_low}–{row.rank_high}" if row.rank_low != row.rank_high else str(row.rank_low)
        ) in spoken


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_every_name_and_value_is_written_in_both_layouts(lang: str, kind: str) -> None:
    league = a_league()
    seen = " ".join(texts(part(parsed(drawn(league, lang=lang).svg), kind)))
    for row in league.rows:
        name = NAMES[row.id].cy if lang == "cy" else str(NAMES[row.id])
        assert name in seen
        assert f"{row.value * 100:.1f}%" in seen


def test_the_description_names_first_and_last_and_counts_those_not_told_apart() -> None:
    league = a_league(30)
    chart = drawn(league, missing=[IDS[30], IDS[31]])
    order = sorted(league.rows, key=lambda row: -row.value)
    unsure = sum(row.rank_low < row.rank_high for row in league.rows)
    leaders = sum(row.rank_low == 1 for row in league.rows)
    for text, pick in ((str(chart.description), str), (chart.description.cy, lambda name: name.cy)):
        assert pick(NAMES[order[0].id]) in text
        assert pick(NAMES[order[-1].id]) in text
        assert pick(NAMES[IDS[30]]) in text
    assert f"{unsure} of 30 cannot be told apart" in chart.description
    assert f"{leaders} could be first" in chart.description
    assert "Without a rank: 2" in chart.description


def test_the_table_holds_the_ranked_then_the_missing_with_the_reason() -> None:
    chart = drawn(a_league(10), missing={IDS[11]: "Counts were not published"})
    assert [len(row) for row in chart.rows] == [len(chart.columns)] * 11
    assert chart.rows[-1][:3] == (str(NAMES[IDS[11]]), "–", "Counts were not published")
    assert "Counts were not published" in chart.table()


def test_ties_share_a_rank_and_are_both_called_first() -> None:
    league = a_complete_league([5.0, 9.0, 9.0, 1.0])
    text = caterpillar(league, NAMES, unit="count", title="Ties").description
    first = [str(NAMES[row.id]) for row in league.rows if row.rank == 1]
    assert len(first) == 2
    assert f"First: {first[0]} and {first[1]}, 9." in text


@pytest.mark.parametrize(
    "values",
    [[3.0], [0.0, 0.0], [-5.0, -5.5, 12.0], [1e12, 3e12, 2.0], [1e-9, 2e-9], [float(n) for n in range(43)]],
    ids=["one", "zeros", "negative", "huge", "tiny", "all forces"],
)
def test_a_full_count_of_any_size_is_drawn_without_ranges(values: list[float]) -> None:
    league = a_complete_league(values)
    chart = caterpillar(league, NAMES, unit="pounds", title="Counts")
    root = parsed(chart.svg)
    assert len(marks(part(root, "wide"))) == len(values)
    assert not [node for node in root.iter() if node.get("class") == "peelian-chart-ranks"]
    assert "No range of ranks" in chart.description


def test_a_group_that_begins_is_set_off_by_a_rule_with_its_number() -> None:
    league = a_league()
    tiers = sorted({row.tier for row in league.rows})
    assert len(tiers) > 1, "the cast no longer has groups"
    seen = texts(part(parsed(drawn(league).svg), "wide"))
    assert [text for text in seen if text.startswith("Group ")] == [f"Group {tier}" for tier in tiers]


def test_shape_and_not_colour_alone_tells_who_could_be_first_or_last() -> None:
    league = a_league()
    outlines = shapes(part(parsed(drawn(league).svg), "wide"))
    kinds: dict[tuple[bool, bool], set[str]] = {}
    for row in league.rows:
        kinds.setdefault((row.could_be_first, row.could_be_last), set()).add(outlines[row.id])
    assert all(len(found) == 1 for found in kinds.values())
    assert len(set.union(*kinds.values())) == len(kinds) > 1


def test_names_lead_to_pages_and_the_drawing_is_then_no_single_image() -> None:
    root = parsed(drawn(a_league(3), href=lambda id: f"/forces/{id}?a=1&b=2").svg)
    assert root.get("role") == "group"
    links = [node.get("href") for node in part(root, "wide").iter(f"{SVG}a")]
    assert sorted(links) == sorted(f"/forces/{id}?a=1&b=2" for id in IDS[:3])


def test_a_marked_row_is_set_in_bold_on_a_band() -> None:
    wide = part(parsed(drawn(a_league(5), highlight=[IDS[2]]).svg), "wide")
    assert len([node for node in wide.iter() if node.get("class") == "peelian-chart-band"]) == 1
    bold = [node.text for node in wide.iter(f"{SVG}text") if node.get("font-weight") == "700"]
    assert str(NAMES[IDS[2]]) in bold


def test_who_was_not_told_of_the_missing_does_not_say_that_nobody_is() -> None:
    assert "Nobody is missing." in drawn(a_league(3), missing={}).description
    assert "issing" not in drawn(a_league(3)).description


def test_a_full_count_is_not_said_to_be_uncertain_and_long_values_are_in_millions() -> None:
    chart = caterpillar(
        a_complete_league([2_293_667_499.0, 38_930_060.0]), NAMES, unit="pounds", title="Grant"
    )
    seen = texts(part(parsed(chart.svg), "wide"))
    assert {"£2,293.7m", "£38.9m"} <= set(seen)
    assert not any("could be among" in text for text in seen)
    assert chart.rows[0][2] == "£2,293,667,499"
