"""Scenes: what a picture shows, as plain data: cards, joints, lines, measured text and colours."""
