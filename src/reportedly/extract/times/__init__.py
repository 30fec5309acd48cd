"""Article, parse -> times: TIMEX3 expressions with the inclusive days that each can mean.

``scan`` classes the words, ``pattern`` and ``grammar`` find the expressions, ``points`` and ``stretches`` read them
against the ``timeline``, ``bounds`` lets prepositions and neighbours reach further, ``extent`` settles the span.
"""

from reportedly.extract.times.find import anchor_times, find_times

__all__ = ["anchor_times", "find_times"]
