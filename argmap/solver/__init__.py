"""The solver: numbers in, numbers out. Networks, graphs, passes, cycles, gradients. Nothing here knows the text of a statement."""
