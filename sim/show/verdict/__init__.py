"""A verdict as people meet it."""
