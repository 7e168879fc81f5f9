"""Teaching: what a class watches and touches, as plain data, served live or packed into a file."""
