"""Scenarios compared, as people meet them."""
