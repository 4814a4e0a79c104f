"""The ledger: the rows that follow from facts, and the only code that writes them."""
