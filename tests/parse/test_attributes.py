"""Parts of speech, features and lemmas: the same as spaCy's own pipes give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.errors import ParseError
from reportedly.parse import prepare
from reportedly.parse.attributes import (
    LEMMATIZER,
    LONGEST,
    RULER,
    SOME_SPACE,
    SOME_WORD,
    joint_patterns,
    kept_lemmas,
    named_words,
    set_attributes,
    values_of,
)
from tests.conftest import article_of

SAMPLES = sorted(Path("src/reportedly/data/samples").glob("*.txt"))
HARD = [
    "",
    " \n\t",
    "There is no road. There are two, and there's a third; there were four.",
    "Let's go. They gonna leave, we gotta stay, it ain't so, c'mon, y'all, y' all know 'em.",
    "He's got what he gets; I'd go, you'd had it, and it'll do. But that but this does not.",
    "You did it, and it had him. I told you that that was it, since I am he and she is me.",
    "Nothin' doin', said the ol' man; 'nuff said. Whether or not, anyone's mine and hers, nobody's here.",
    "We can't, won't, shan't, couldn’t. Do have been being; what has been done, whose, which, whom.",
    "PRESIDENT IVAN PETROV MET THE EU IN NEW \n YORK ON 3 MAY 2011 ( $ 5 # 3 ) -- `` so '' .",
]


def attributes(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.dep_, t.pos_, str(t.morph), t.lemma_, str(t.head.i)) for t in doc]


@pytest.mark.parametrize("text", [*HARD, *(path.read_text(encoding="utf-8") for path in SAMPLES)])
def test_the_attributes_are_those_of_spacy(text: str, nlp: Language) -> None:
    article = article_of(text)
    theirs = nlp(prepare(article, nlp), disable=["ner"])
    ours = nlp(prepare(article, nlp), disable=["ner", RULER, LEMMATIZER])
    set_attributes(ours, nlp)
    assert attributes(ours) == attributes(theirs)


def test_patterns_of_several_tokens_are_few_and_set_no_token_twice(nlp: Language) -> None:
    assert len(joint_patterns(nlp, LONGEST)) < 10
    text = "There's one. Let's go. They are gonna go, got ta, y'all, ain't, c'm on; there are some."
    doc = nlp(text, disable=["ner"])
    ruler: Any = nlp.get_pipe(RULER)
    found = joint_patterns(nlp, LONGEST)(doc, allow_missing=True)
    places = {(start + ruler.indices[int(nlp.vocab.strings[name])]): (start, end) for name, start, end in found}
    assert len(places) == len(found) > 5


def test_what_stands_for_all_other_words_is_named_by_no_pattern(nlp: Language) -> None:
    words, shapes = named_words(nlp)
    assert not {SOME_WORD, SOME_SPACE} & words
    assert not any(shape.search(word) for shape in shapes for word in (SOME_WORD, SOME_SPACE))


def test_what_is_asked_once_is_kept(nlp: Language) -> None:
    for _ in range(2):
        doc = nlp("The army left.", disable=["ner", RULER, LEMMATIZER])
        misses, known = values_of.cache_info().misses, len(kept_lemmas(nlp))
        set_attributes(doc, nlp)
    assert (values_of.cache_info().misses, len(kept_lemmas(nlp))) == (misses, known)


def test_patterns_that_look_at_more_are_refused() -> None:
    import spacy

    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe(RULER)
    ruler.add([[{"LOWER": {"NOT_IN": ["hill"]}}]], {"POS": "X"})
    with pytest.raises(ParseError, match="names words by NOT_IN"):
        named_words(nlp)
    ruler.add([[{"SHAPE": "Xxx"}]], {"POS": "X"})
    with pytest.raises(ParseError, match="looks at SHAPE"):
        joint_patterns(nlp, LONGEST)
