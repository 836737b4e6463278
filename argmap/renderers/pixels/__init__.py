"""Scenes as PNG and PDF: rasterizing, and the fonts that this takes."""
