"""Whole files that cannot be used: one line that says what, where, why and how to mend; the store as before."""

import gzip
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.crimes import STREET, search, search_file, street, street_file, text, write

Add = Callable[..., Any]
Refused = Callable[[Any], str]


def packed() -> bytes:
    return gzip.compress(text(STREET, [street(number * 7919) for number in range(4000)]).encode())


def test_a_truncated_gzip_says_that_it_was_cut_short(add: Add, refused: Refused, tmp_path: Path) -> None:
    data = packed()
    path = write(tmp_path / "cut.csv.gz", data[: len(data) // 2])
    line = refused(add(path))
    assert "cut.csv.gz" in line
    assert "cut short" in line
    assert "Fetch it again" in line


def test_a_gzip_with_a_flipped_bit_is_refused_though_it_unpacks(
    add: Add, refused: Refused, tmp_path: Path
) -> None:
    data = bytearray(packed())
    data[-6] ^= 1
    assert "damaged" in refused(add(write(tmp_path / "flip.csv.gz", bytes(data))))


def test_a_wrong_header_names_the_column_that_is_missing(add: Add, refused: Refused, tmp_path: Path) -> None:
    content = text(STREET, [street()]).replace("Month", "Mnth", 1)
    line = refused(add(write(tmp_path / "header.csv", content)))
    assert "street file" in line
    assert "“Month”" in line


def test_a_path_that_is_not_there_says_so(add: Add, refused: Refused, tmp_path: Path) -> None:
    assert "there is no such file or folder" in refused(add(tmp_path / "absent.csv"))


def test_an_empty_file_says_that_it_is_empty(add: Add, refused: Refused, tmp_path: Path) -> None:
    assert "it is empty" in refused(add(write(tmp_path / "empty.csv", b"")))


def test_a_file_with_a_header_only_says_that_it_has_no_rows(
    add: Add, refused: Refused, tmp_path: Path
) -> None:
    assert "no rows" in refused(add(street_file(tmp_path / "only.csv", [])))


def test_a_file_none_of_whose_rows_is_right_gives_the_first_reason(
    add: Add, refused: Refused, tmp_path: Path
) -> None:
    line = refused(add(street_file(tmp_path / "months.csv", [street(month="13/2025"), street(month="")])))
    assert "none of its 2 rows" in line
    assert "line 2, Month" in line


def test_a_binary_file_is_not_taken_for_text(add: Add, refused: Refused, tmp_path: Path) -> None:
    assert "not text" in refused(
        add(write(tmp_path / "photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20))
    )


def test_an_unknown_layout_shows_its_header(add: Add, refused: Refused, tmp_path: Path) -> None:
    assert "size, colour" in refused(add(write(tmp_path / "shoes.csv", "size,colour\n42,red\n")))


def test_a_workbook_of_no_known_layout_is_refused_whatever_its_ending(
    add: Add, refused: Refused, tmp_path: Path
) -> None:
    path = tmp_path / "tables.ods"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in XLSX.items():
            archive.writestr(name, content)
    assert "no official layout is known for this xlsx file" in refused(add(path))


def test_a_damaged_zip_is_refused(add: Add, refused: Refused, tmp_path: Path) -> None:
    path = tmp_path / "archive.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("street.csv", text(STREET, [street()]))
    path.write_bytes(path.read_bytes()[:-40])
    assert "archive.zip" in refused(add(path))


def test_a_zip_bomb_is_not_unfolded(add: Add, refused: Refused, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("street.csv", b"0" * 200_000_000)
    assert "not plausible" in refused(add(path))


def test_searches_of_an_unknown_force_ask_for_it(add: Add, refused: Refused, tmp_path: Path) -> None:
    line = refused(add(search_file(tmp_path / "searches.csv", [search(latitude="", longitude="")])))
    assert "--force west-midlands" in line


def test_an_unknown_kind_is_refused_with_the_known_ones(add: Add, refused: Refused, tmp_path: Path) -> None:
    assert "stop-and-search" in refused(add(street_file(tmp_path / "a.csv", [street()]), "--as", "streets"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_says_so(add: Add, refused: Refused, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    try:
        assert "cannot be read" in refused(add(folder))
    finally:
        folder.chmod(0o700)


def test_a_bad_file_beside_a_good_one_is_said_and_the_good_one_is_loaded(
    add: Add, held: Any, tmp_path: Path
) -> None:
    street_file(tmp_path / "in" / "good.csv", [street()])
    write(tmp_path / "in" / "bad.csv", b"")
    said = add(tmp_path / "in")
    assert said.code == 3
    assert "1 file of 2 not loaded; the rest is." in said.err
    assert "street: 1 file loaded, 1 rows read, 1 kept, 0 quarantined" in said.out


XLSX = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    'main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Shoes"'
    ' sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/'
    'spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>42</v></c></row></sheetData></worksheet>',
}
