"""The notebooks run from top to bottom on the packaged figures, and are stored without outputs."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[3] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
#: Words that a run must print: a published figure or verdict each.
PRINTS = {
    "league-table": ("Greater Manchester", "Avon and Somerset", "Humberside is last on"),
    "claim-checked": ("does not hold as stated", "922"),
    "two-forces": ("10.1 percentage points higher than Kent", "three-year sum", "share 365 days"),
}


def _printed(notebook: nbformat.NotebookNode, kind: str = "text/plain") -> str:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return " ".join(output.get("data", {}).get(kind, "") for output in outputs)


def test_every_notebook_has_words_that_it_must_print() -> None:
    assert {path.stem for path in NOTEBOOKS} == set(PRINTS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.prove
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_it_says(path: Path, home: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=None, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    printed = _printed(notebook)
    for words in PRINTS[path.stem]:
        assert words in printed
    if path.stem != "claim-checked":
        assert "vegaEmbed" in _printed(notebook, "text/html")
