"""What each screen looks like; it decides nothing."""
