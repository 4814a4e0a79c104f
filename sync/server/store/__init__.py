"""The server's tables, journal and projections."""
