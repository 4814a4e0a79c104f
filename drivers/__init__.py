"""Devices; they know no shop, no Qt and no SQL."""
