"""Finding a product by a piece of its name, its pinyin, its initials or the tail of its barcode."""
