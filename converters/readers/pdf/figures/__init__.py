"""Pictures, drawings and formulas, with the words in them."""
