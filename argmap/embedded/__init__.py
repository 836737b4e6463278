"""Maps where people read and compute: in the pages of MkDocs, Zensical and Sphinx, and as a widget of Jupyter."""
