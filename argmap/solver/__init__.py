"""Numbers in, numbers out: networks, graphs, passes, cycles, gradients. Nothing here knows the text of a statement."""
