"""Independent judges of what we make. Each says what is wrong with a file; only the tests use them."""
