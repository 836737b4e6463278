"""The Markdown report: its facts, and how Markdown is written."""
