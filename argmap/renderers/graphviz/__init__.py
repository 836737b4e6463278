"""Scenes as DOT text, with cards as HTML-like labels."""
