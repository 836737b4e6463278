"""The places of cards in a picture: layout engines and argmap's own tidy tree."""
