"""What the terminal shows for each result."""
