"""Pages that are pictures of text, recognised and set as text."""
