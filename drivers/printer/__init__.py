"""Printers: a document becomes the bytes that a machine understands."""
