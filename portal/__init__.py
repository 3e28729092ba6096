"""People, clock, settings, words: the one application that knows both libraries."""
