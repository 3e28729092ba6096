"""Document in, bytes out: one module or folder per output format."""
