"""All that both ends share: facts, chain and wire."""
