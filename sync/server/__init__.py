"""The central server: it takes in facts once and shows what they add up to."""
