"""Lists: their markers, their items, and what lies inside what."""
