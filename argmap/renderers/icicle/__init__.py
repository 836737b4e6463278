"""Maps of more statements than can be read, as an icicle: who bears on what, and how much."""
