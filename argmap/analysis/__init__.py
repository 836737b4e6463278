"""Questions about an evaluation: why, what if, what would turn the verdict, how robust the verdict is, what changed."""
