"""The rules of the field in plain Python: no Qt, no SQL, no files, only the standard library."""
