"""One frozen dataclass and one schema for each kind and version of fact."""
