"""Bytes to and from a device; every call has a deadline."""
