"""Copies: the same words, or nearly so with the same figures; the one taken first is kept."""

from __future__ import annotations

from reportedly.crawl.copies import HASHES, Print, Seen, digest


def print_of(path: str, words: str, figures: str = "", changed: int = 0) -> Print:
    sketch = b"".join((number + (10_000 if number < changed else 0)).to_bytes(4, "little") for number in range(HASHES))
    return Print(path=path, words=digest(words), figures=digest(figures), sketch=sketch)


def test_the_same_words_are_a_copy_whatever_else() -> None:
    seen = Seen()
    seen.add(print_of("a", "twelve died", "twelve"))
    copied = seen.copy(print_of("b", "twelve died", "other", changed=HASHES))
    assert copied is not None
    assert (copied.of, copied.exact) == ("a", True)


def test_near_copies_share_their_figures() -> None:
    seen = Seen()
    seen.add(print_of("a", "first take", "12"))
    near = print_of("b", "second take", "12", changed=4)
    copied = seen.copy(near)
    assert copied is not None
    assert (copied.of, copied.exact) == ("a", False)
    assert 0.95 < copied.likeness < 1
    assert seen.copy(print_of("c", "third take", "14", changed=4)) is None
    assert seen.copy(print_of("d", "another story", "12", changed=HASHES // 10)) is None


def test_of_several_the_most_alike_is_named() -> None:
    seen = Seen()
    seen.add(print_of("a", "one", changed=6))
    seen.add(print_of("b", "two", changed=1))
    copied = seen.copy(print_of("c", "three"))
    assert copied is not None
    assert copied.of == "b"


def test_equal_sketches_of_other_words_are_near_not_the_same() -> None:
    seen = Seen()
    seen.add(print_of("a", "one two"))
    copied = seen.copy(print_of("b", "one, two, and again"))
    assert copied is not None
    assert not copied.exact
