"""MUC-4: incidents filled in from reports in capitals, scored as all templates on eight slots (``bench.muc_score``).

Our events become incidents by ``bench.muc_incidents``, with weights that were learned from the corpus's development set
(``training.muc``); nothing is learned from the test sets. The capitals are read with small letters restored, by the
package's own step (``reportedly.clean.case``); place and day of the dateline, which the corpus keeps in a header, stand
before the text. *False alarms on reports without one* is the share of reports for which the key has no incident, and we
have one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bench import ours
from bench.articles import unwrapped
from bench.corpora.muc import Document, read_muc
from bench.muc_incidents import incidents_of
from bench.muc_score import Incident, score_document
from bench.score import Rows
from bench.task import Bar, Predict
from reportedly.clean.case import known_phrases, load_case, small_letters

Answer = tuple[Incident, ...]


class Muc4:
    """muc4, tst1 and tst2: the whole extraction."""

    name = "muc4"
    corpus = "muc4"
    bars = (Bar(figure="all slots", value="f1", at_least=0.50),)

    def read(self, path: Path) -> list[Document]:
        """Read the test sets."""
        return read_muc(path)

    def predict(self, records: Sequence[Document]) -> Iterator[Answer]:
        """Give the incidents of each report."""
        for record, found in zip(records, ours.extracted(texts_of(records)), strict=True):
            yield tuple(incidents_of(found, record.dateline))

    def peers(self) -> Mapping[str, Predict[Document, Answer]]:
        """None can be installed; published figures stand in DESIGN section 7."""
        return {}

    def score(self, gold: Document, answer: Answer) -> Rows:
        """Count one report."""
        return score_document(gold.templates, answer, gold.published)

    def errors(self, gold: Document, answer: Answer) -> Iterator[str]:
        """Show keys and answers side by side where they are not equal."""
        if score_document(gold.templates, answer, gold.published)["all slots"].counts()[:3] != (0, 0, 0):
            for template in gold.templates:
                slots = {slot: template.slots.get(slot) for slot in (4, 2, 3, 9, 10, 21, 23)}
                yield f"key {slots}"
            for incident in answer:
                yield f"ours {incident}"


def texts_of(records: Iterable[Document]) -> Iterator[ours.Text]:
    """Give each report with its small letters restored, and the day of its dateline."""
    model, phrases = load_case(), known_phrases()
    for record in records:
        text = f"{record.dateline}\n\n{unwrapped(record.text)}"
        yield small_letters(text, model, phrases=phrases), record.published
