"""How a store comes to the program's schema, one step a file."""
