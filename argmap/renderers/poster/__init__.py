"""The poster: a whole map as a page of rows. First rows, then columns, then the drawing; without a layout engine."""
