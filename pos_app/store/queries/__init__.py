"""What screens read: one module a subject, on the calling thread's own connection."""
