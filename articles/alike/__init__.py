"""How alike two texts are, and where they differ. Pure: texts in, numbers and runs of words out; no Django."""
