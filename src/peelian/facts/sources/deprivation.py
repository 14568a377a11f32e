"""Deprivation by small area: the English indices (2019, 2025), the Welsh index (2019) and mySociety's UK composite.

Rank 1 and decile 1 are the most deprived. The indices of two nations are never to be compared; the composite is not an
official statistic, and says so. An English file is told apart by the LSOA year in its headings: 2021 is IoD 2025, 2011 is
IoD 2019.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from peelian.facts.sources.base import (
    OGL,
    Adapter,
    Context,
    Item,
    Label,
    Note,
    Reject,
    Row,
    Sample,
    SourceFile,
)
from peelian.facts.sources.headers import wanted
from peelian.facts.sources.tables import TableRow, amount, count, has_table, tables
from peelian.facts.sources.vintages import vintage

_RANK = "index_of_multiple_deprivation_imd_rank"
_DECILE = "index_of_multiple_deprivation_imd_decile"
ENGLISH = {
    "code": wanted("lsoa_code_2021", "lsoa_code_2011", "lsoa21cd", "lsoa11cd"),
    "rank": wanted(_RANK, f"{_RANK}_where_1_is_most_deprived", "imd_rank"),
    "decile": wanted(_DECILE, f"{_DECILE}_where_1_is_most_deprived_10_pct_of_lsoas", "imd_decile",
                     f"{_DECILE}_where_1_is_most_deprived_10_pct_of_lsoa", required=False),
    "score": wanted("index_of_multiple_deprivation_imd_score", "imd_score", required=False),
}  # fmt: skip
WELSH = {
    "code": wanted("lsoa", "lsoa_code", "lsoa_code_2011"),
    "score": wanted("wimd_2019", "wimd_2019_score", "wimd_2019_overall"),
    "rank": wanted("wimd_2019_rank", "wimd_2019_overall_rank", required=False),
    "decile": wanted("wimd_2019_decile", "wimd_2019_overall_decile", required=False),
}
COMPOSITE = {
    "nation": wanted("nation"),
    "code": wanted("lsoa"),
    "score": wanted("uk_imd_e_score"),
    "rank": wanted("uk_imd_e_rank"),
    "decile": wanted("uk_imd_e_pop_decile", "e_expanded_decile"),
}
CODES = {
    "english": re.compile(r"E01\d{6}"),
    "welsh": re.compile(r"W01\d{6}"),
    "composite": re.compile(r"[EWS]01\d{6}|\d\d[A-Z]{2}\d\d[A-Z]\d{1,2}"),
}
NATIONS = {"E": "E92000001", "W": "W92000004", "S": "S92000003", "N": "N92000002"}


class _Index(Adapter):
    """What the three indices have in common; subclasses fix the layout."""

    kind = "deprivation"
    licence = OGL
    datasets = ("deprivation",)
    layout = "english"
    columns = ENGLISH

    def recognises(self, sample: Sample) -> float:
        return 0.95 if has_table(sample, self.columns) else 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        for table in tables(file, self.columns):
            index, geography = self.edition(table.header.heading("code"))
            yield Label("index", index)
            for row in table.rows():
                yield row if isinstance(row, Reject) else self.area(row, index, geography)
            return

    def edition(self, heading: str) -> tuple[str, str]:
        """The index and the geography that a file with this heading over its codes is of."""
        raise NotImplementedError

    def area(self, row: TableRow, index: str, geography: str) -> Item:
        """One small area's rank, decile and score."""
        code = row.text("code")
        if not CODES[self.layout].fullmatch(code):
            return row.reject("code", "this is not the code of a small area of this index")
        rank, decile, score = _rank(row), count(row, "decile"), amount(row, "score")
        for found in (rank, decile, score):
            if isinstance(found, Reject):
                return found
        if isinstance(decile, int) and not 1 <= decile <= 10:
            return row.reject("decile", "a decile lies from 1 to 10")
        values = {
            "area_code": code, "geography": geography, "nation": self.nation(row), "index": index, "rank": rank,
            "decile": decile, "score": score.value,  # type: ignore[union-attr]
        }  # fmt: skip
        return Row("deprivation", values, line=row.line, sheet=row.sheet)

    def nation(self, row: TableRow) -> str:
        """The nation of a row by its area id."""
        return NATIONS.get(row.text("code")[:1], "")


def _rank(row: TableRow) -> int | Reject | None:
    """The rank; two areas that tie share an average such as 250.5 in the composite, of which the whole part is kept."""
    found = amount(row, "rank")
    if isinstance(found, Reject) or found.value is None:
        return found if isinstance(found, Reject) else None
    return row.reject("rank", "a rank begins at 1") if found.value < 1 else int(found.value)


class EnglishIndices(_Index):
    id = "english-indices-of-deprivation"
    title = "English Indices of Deprivation: Index of Multiple Deprivation"
    publisher = "Ministry of Housing, Communities and Local Government"
    address = "https://www.gov.uk/government/collections/english-indices-of-deprivation"

    def edition(self, heading: str) -> tuple[str, str]:
        return ("imd_2025", "lsoa21") if "21" in heading else ("imd_2019", "lsoa11")


class WelshIndex(_Index):
    id = "welsh-index-of-multiple-deprivation"
    title = "Welsh Index of Multiple Deprivation 2019"
    publisher = "Welsh Government"
    address = "https://www.gov.wales/welsh-index-multiple-deprivation"
    layout, columns = "welsh", WELSH

    def edition(self, heading: str) -> tuple[str, str]:
        return "wimd_2019", "lsoa11"


class CompositeIndex(_Index):
    id = "uk-composite-index"
    title = "UK composite index of multiple deprivation 2020, anchored on England"
    publisher, licence = "mySociety", "MIT (the facts: Open Government Licence v3.0)"
    address = "https://github.com/mysociety/composite_uk_imd"
    layout, columns = "composite", COMPOSITE

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        yield Note("The composite index is not an official statistic across nations.")
        yield from super().read(file, context)

    def edition(self, heading: str) -> tuple[str, str]:
        return "uk_imd_2020", "lsoa11"

    def nation(self, row: TableRow) -> str:
        return NATIONS.get(row.text("nation").upper()[:1], row.text("nation"))


ADAPTERS = (EnglishIndices(), WelshIndex(), CompositeIndex())
