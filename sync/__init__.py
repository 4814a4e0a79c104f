"""How tills and server agree; it knows no till and no Qt."""
