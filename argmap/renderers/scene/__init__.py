"""What a picture shows, as plain data: cards, junctions, lines, measured text and colours."""
