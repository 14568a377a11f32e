"""How Sphinx builds the documentation: Markdown pages, the furo theme, nothing fetched from outside."""

from peelian import __version__

project = "Peelian"
author = "The Peelian maintainers"
copyright = "2026, the Peelian maintainers. Not a GOV.UK service"
release = version = __version__
language = "en"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_heading_anchors = 3
myst_enable_extensions = ["deflist", "colon_fence"]

html_theme = "furo"
html_title = "Peelian"
html_show_sphinx = False
html_copy_source = False
# No system of another house is asked for fonts or scripts when a page is read.
html_theme_options = {"sidebar_hide_name": False}
