"""What turns the sources into something a shopkeeper can install."""
