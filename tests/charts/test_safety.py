"""What every drawing keeps to, whatever it is given: valid, escaped, no style, no script, own ids."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.charts.caterpillar import caterpillar
from peelian.charts.force_map import Shade, force_map
from peelian.charts.funnel import funnel
from peelian.charts.line import Series, line
from peelian.charts.problems import BadChart, UnsafeLink, UnsafeMarkup
from peelian.charts.slope import slope
from peelian.charts.sparkline import sparkline
from peelian.charts.svg import el, write
from peelian.charts.times import Break
from peelian.charts.xmr import xmr
from tests.charts.cast import IDS, MONTHS, NAMES, TITLE, a_complete_league, a_funnel, a_league, an_xmr
from tests.charts.drawn import parsed, texts

HOSTILE = '<script>alert(\'x\')</script>" onload="alert(1)" &amp; ]]> \x00\x0b\ud800 {{ 7*7 }}'
NUMBERS = st.one_of(st.none(), st.just(float("nan")), st.floats(-1e300, 1e300), st.integers(-5, 5))
NAMED = st.text(max_size=80)


def every_chart(title: str = TITLE, names: dict[str, str] = NAMES, lang: str = "en", **more):
    shades = {id: Shade(index / 10) for index, id in enumerate(IDS[:40])}
    series = [
        Series("a", names[IDS[0]], MONTHS, list(range(36))),
        Series("b", names[IDS[1]], MONTHS, [2] * 36),
    ]
    breaks = [Break("2021-01", title)]
    values = dict(zip(IDS, range(20), strict=False))
    settings = {"title": title, "lang": lang, **more}
    return [
        caterpillar(a_league(), names, unit="proportion", missing=["x"], **settings),
        funnel(a_funnel(), names, unit="proportion", **settings),
        xmr(an_xmr()[0], unit=title, **settings),
        line(series, breaks, unit="count", **settings),
        slope(values, values, names, periods=("2018", title), **settings),
        force_map(shades, names, unit="count", **settings),
        sparkline(series[0], **settings),
    ]


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_every_chart_is_valid_named_described_and_has_a_full_table(lang: str) -> None:
    for chart in every_chart(lang=lang):
        root = parsed(chart.svg)
        assert root.get("lang") == lang
        assert root[0].text == (TITLE.cy if lang == "cy" else TITLE)
        assert root[1].text == (chart.description.cy if lang == "cy" else chart.description)
        assert chart.description != chart.description.cy
        assert chart.rows
        assert {len(row) for row in chart.rows} == {len(chart.columns)}
        assert "<style" not in chart.svg
        assert "style=" not in chart.svg


def test_hostile_texts_are_escaped_everywhere() -> None:
    for chart in every_chart(HOSTILE, dict.fromkeys(IDS, HOSTILE)):
        parsed(chart.svg)
        for markup in (chart.svg, chart.figure(), chart.table()):
            assert "<script" not in markup
            assert not re.search(r"<[^>]*\sonload=", markup)
        assert "<script>alert" in ET.fromstring(chart.svg)[0].text


def test_two_charts_on_one_page_share_no_id_and_the_same_one_twice_takes_an_id() -> None:
    charts = [*every_chart(), *every_chart(lang="cy"), *every_chart(title="Another")]
    charts += [line(Series("a", "A", MONTHS, range(36)), title=TITLE, id=name) for name in ("one", "two")]
    ids = [node.get("id") for chart in charts for node in parsed(chart.svg).iter() if node.get("id")]
    assert len(ids) > 60
    assert len(ids) == len(set(ids))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert [chart.svg for chart in every_chart()] == [chart.svg for chart in every_chart()]


@pytest.mark.parametrize("id", ["1a", "a b", 'a"b', "a#b"])
def test_an_id_that_a_page_cannot_hold_is_refused(id: str) -> None:
    with pytest.raises(BadChart):
        line(Series("a", "A", MONTHS, range(36)), title=TITLE, id=id)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " javascript:x", "data:text/html,x", "//evil.example", "\x01javascript:x"],
)
def test_a_mark_leads_only_to_a_page(address: str) -> None:
    with pytest.raises(UnsafeLink):
        caterpillar(a_league(2), NAMES, title=TITLE, href=lambda _: address)


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ("script", {}),
        ("style", {}),
        ("image", {}),
        ("g", {"style": "x"}),
        ("g", {"onclick": "x"}),
        ("rect", {"fill": "url(http://x)"}),
    ],
)
def test_the_builder_knows_no_way_to_write_script_style_or_another_file(
    tag: str, attributes: dict[str, str]
) -> None:
    with pytest.raises(UnsafeMarkup):
        el(tag, **attributes)


def test_the_builder_escapes_text_and_attributes() -> None:
    written = write(el("text", 'a<b>&"', el("g"), "</text>", data_id='"><script>'))
    assert written == '<text data-id="&quot;&gt;&lt;script&gt;">a&lt;b&gt;&amp;"<g />&lt;/text&gt;</text>'


def test_an_infinite_value_is_refused_and_nan_is_absent() -> None:
    with pytest.raises(BadChart, match="cannot be placed"):
        line(Series("a", "A", MONTHS[:2], [1, float("inf")]), title=TITLE)
    chart = line(Series("a", "A", MONTHS[:2], [1, float("nan")]), title=TITLE)
    assert chart.rows[1][1] == "No data"


@settings(max_examples=40, deadline=None)
@given(st.lists(NUMBERS, max_size=36), NAMED, st.sampled_from(["en", "cy"]))
def test_any_series_of_numbers_and_any_name_gives_a_valid_line(
    values: list[float | None], name: str, lang: str
) -> None:
    chart = line(Series("a", name, MONTHS[: len(values)], values), title=f"x{name}", lang=lang)
    parsed(chart.svg)
    parsed(sparkline(Series("a", name, MONTHS[: len(values)], values), title=f"x{name}").svg)
    assert len(chart.rows) == len(values)


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from(IDS), NUMBERS), st.dictionaries(st.sampled_from(IDS), NUMBERS), NAMED)
def test_any_two_periods_and_any_map_are_drawn(before: dict, after: dict, name: str) -> None:
    names = dict.fromkeys(IDS, name)
    chart = slope(before, after, names, periods=("2018", "2019"), title="x")
    parsed(chart.svg)
    assert len(chart.rows) == len({*before, *after})
    parsed(force_map({id: Shade(value) for id, value in before.items()}, names, title="x").svg)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-1e200, 1e200), min_size=1, max_size=43), NAMED)
def test_any_full_count_is_drawn(values: list[float], name: str) -> None:
    chart = caterpillar(a_complete_league(values), dict.fromkeys(IDS, name), title="x")
    parsed(chart.svg)
    assert len(chart.rows) == len(values)


def test_sixty_units_are_drawn() -> None:
    from peelian.stats.league import league

    made = league([f"u{n}" for n in range(60)], range(60), kind="complete", first="lowest")
    chart = caterpillar(made, {}, title="Sixty")
    assert {f"u{n}" for n in range(60)} <= set(texts(parsed(chart.svg)))
