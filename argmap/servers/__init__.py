"""Servers for other programs over standard input and output: tools for language models, and the language server of editors."""
