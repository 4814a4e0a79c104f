"""The screens: the only room with Qt in it."""
