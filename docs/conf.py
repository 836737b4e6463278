"""The settings of the site; `make docs` builds it."""

from argmap import __version__

project = "argmap"
author = "the argmap authors"
version = release = __version__
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 4
exclude_patterns = ["china-llm.md"]  # a report in GitHub's Markdown, made to be read there
html_theme = "furo"
html_title = "argmap"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "source_repository": "https://github.com/argmap/argmap",
    "source_branch": "main",
    "source_directory": "docs/",
}
