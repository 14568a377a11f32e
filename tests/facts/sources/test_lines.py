"""Lines of a CSV file: a row without a quotation mark needs no CSV reader, and must read as one would read it."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from peelian.facts.sources.lines import Reject, records_of, rows_of, split_lines

CELLS = st.text(st.characters(codec="utf-8", exclude_characters='\0\r\n",'), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_rows_without_quotation_marks_are_read_as_the_csv_reader_reads_them(rows: list[list[str]]) -> None:
    text = "a,b,c\n" + "".join(",".join(row) + "\n" for row in rows)
    expected = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [
        row[1] for row in rows_of(split_lines(io.BytesIO(text.encode()))) if isinstance(row, tuple)
    ] == expected


def test_a_byte_order_mark_a_bad_byte_and_a_quoted_line_end_cost_no_other_row() -> None:
    content = b'\xef\xbb\xbfa,b\n1,2\n3,\xe9\n"4\n5",6\n7\n8,9\n'
    found = list(records_of(split_lines(io.BytesIO(content))))
    assert [dict(one) for one in found if not isinstance(one, Reject)] == [
        {"a": "1", "b": "2"}, {"a": "4\n5", "b": "6"}, {"a": "8", "b": "9"}]  # fmt: skip
    assert [(one.line, one.column) for one in found if isinstance(one, Reject)] == [(3, ""), (6, "b")]
