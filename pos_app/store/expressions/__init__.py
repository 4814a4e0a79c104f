"""Every statement the store runs, in SQLAlchemy Core, frozen to text before it ships."""
