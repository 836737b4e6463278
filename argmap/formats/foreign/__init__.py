"""Formats of other tools: each module reads one into a map with losses, and writes it back."""
