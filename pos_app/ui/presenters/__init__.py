"""What each screen does, in plain Python."""
