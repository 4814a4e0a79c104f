"""A software twin of each device, for the demo shop and the tests."""
