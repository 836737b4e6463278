"""Possible worlds: the chance that statements stand, by compiled circuits or, if those are too large, by drawn worlds."""
