"""The pages that the administrator sees, rendered on the server."""
