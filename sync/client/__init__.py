"""The till's end: pairing, pushing facts and the engine that decides when."""
