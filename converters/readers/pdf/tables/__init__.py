"""Tables: where they stand, what their cells are, and whether they are tables at all."""
