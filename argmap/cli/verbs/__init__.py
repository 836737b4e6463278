"""The verbs of the command line, one short function each; what they compute stands in the library."""
