"""The poster: a whole map as a page to be read. Rows first, then columns, then the drawing; no layout engine is asked."""
