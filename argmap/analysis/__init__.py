"""What is asked of an evaluation: why, what if, what would turn the verdict, how robust it is, what changed."""
