"""Builds the object graph; the only room that knows everyone."""
