"""The chance that statements stand, over all worlds: circuits where they can be compiled, drawn worlds elsewhere."""
