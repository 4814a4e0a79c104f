"""How fast the till is: every figure beside a floor that was taken in the same run."""
