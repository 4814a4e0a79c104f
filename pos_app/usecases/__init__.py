"""What a cashier or an owner can do, one verb a file."""
