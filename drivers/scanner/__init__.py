"""Scanners: what they send becomes a framed code."""
