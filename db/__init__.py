"""The programme database: text catalogue, schema, build and read access."""
