"""Pictures of every screen, in both languages, all themes and sizes, and what is wrong in them."""
