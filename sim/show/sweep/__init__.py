"""A sweep as people meet it."""
