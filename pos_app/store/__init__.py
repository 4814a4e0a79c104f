"""The till's SQLite file; nothing of SQL leaks out."""
