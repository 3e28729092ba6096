"""Which lines are headings, and how deep."""
