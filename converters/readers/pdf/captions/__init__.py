"""Captions put together and told from what stands beside them."""
