"""Prints results on the terminal, a module for each kind."""
