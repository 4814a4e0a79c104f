"""The steps from each revision of the shop file to the next."""
