"""The words a till may use to speak of its devices."""
