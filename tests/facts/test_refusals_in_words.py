"""Files saved in another form are refused with words that mend them, in both languages."""

import io
import tarfile
from pathlib import Path

import pytest

from peelian.cli.app import run
from tests.support.crimes import STREET, street, street_file, text, write

CONTENT = text(STREET, [street(1), street(2)])


def tarred(content: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("street.csv")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content.encode()))
    return out.getvalue()


FORMS = {
    "semicolons": (CONTENT.replace(",", ";").encode(), "semicolons (;)", "hanner colonau (;)"),
    "tabs": (CONTENT.replace(",", "\t").encode(), "separated by tabs", "tabiau"),
    "UTF-16": (CONTENT.encode("utf-16"), "UTF-16", "nid UTF-8"),
    "UTF-16 without a mark": (CONTENT.encode("utf-16-le"), "UTF-16", "nid UTF-8"),
    "a tar": (tarred(CONTENT), "it is a tar archive. Unpack it first", "archif tar ydyw. Dadbaciwch"),
    "nothing known": (b"a,b\n1,2\n", "no official layout has this header: a, b", "y pennawd hwn: a, b"),
    "an empty file": (b"", "it is empty. Fetch it again.", "mae’n wag. Nôl hi eto."),
}


@pytest.mark.parametrize("form", FORMS)
def test_another_form_is_refused_with_the_way_to_mend_it(
    form: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, english, welsh = FORMS[form]
    path = str(write(tmp_path / "street.csv", content))
    assert run(["data", "add", path]) == 1
    assert english in capsys.readouterr().err
    assert run(["--lang", "cy", "data", "add", path]) == 1
    said = capsys.readouterr().err
    assert welsh in said
    assert "Ni lwythwyd dim." in said


def test_a_path_that_is_nowhere_is_told_in_welsh(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["data", "add", "nowhere", "--lang", "cy"]) == 1
    said = capsys.readouterr().err
    assert "nowhere: nid oes ffeil na ffolder o’r fath. Gwiriwch y llwybr." in said
    assert "Nothing" not in said


def test_what_was_loaded_is_told_in_welsh(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = street_file(tmp_path / "a.csv", [street(1), street(2, month="never")])
    assert run(["data", "add", str(path), "--lang", "cy"]) == 0
    said = capsys.readouterr().out
    assert "llwythwyd 1 ffeil; rhesi a ddarllenwyd: 2, a gadwyd: 1, mewn cwarantin: 1" in said
    assert "y rhes na chadwyd" in said
