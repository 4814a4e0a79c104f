"""What a shop is: money, goods, carts and sales, with no clock, disk, screen or SQL."""
