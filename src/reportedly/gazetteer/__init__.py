"""The gazetteer: 0.8 million places by name, tolerant of transliteration, in one file that is read in place."""

from reportedly.gazetteer.store import Entry, Gazetteer, open_gazetteer

__all__ = ["Entry", "Gazetteer", "open_gazetteer"]
