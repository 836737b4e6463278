"""Edits of a map's text: operations by id, and splices that leave every other character as it was."""
