"""Quantities: parse in, counts and measures out, each with low, best and high and the words that bound it."""

from reportedly.extract.quantities.find import find_quantities

__all__ = ["find_quantities"]
