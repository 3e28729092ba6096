"""Words, lines and paragraphs, in the order in which they are read."""
