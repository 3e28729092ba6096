"""Documents in, accessible formats out. No clock, no settings, no database, no network."""
