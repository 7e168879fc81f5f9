"""A scenario as people meet it: described, listed, compared, begun."""
