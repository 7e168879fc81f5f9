"""Cases as people meet them."""
