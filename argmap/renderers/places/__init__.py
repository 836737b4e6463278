"""Where the cards of a scene stand: layout engines and our own tidy tree."""
