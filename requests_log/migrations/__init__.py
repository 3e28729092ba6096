"""How the tables came to be. A new step is a new file in versions/; an old one is never changed."""
