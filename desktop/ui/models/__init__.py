"""Table and list models: no windows, no services; rows are handed in."""
