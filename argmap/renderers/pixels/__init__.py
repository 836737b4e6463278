"""Scenes as PNG and PDF, and the fonts for that."""
