"""Documents as training rows: a stretch of text, its end, and then what sums the text up.

A row is `text </s> summary`, plain language modelling throughout. The summary is made of the document's headings
(sometimes) and of words that set the document apart, drawn anew each time, each after an `</s>`. The words come from
the whole document (or, in long works, from around the stretch), so the state of the first `</s>` has to say what the
text is about, which is the state that a classifier reads.
"""

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np

EOS = 2
AROUND = 600  # tokens on either side of the stretch that the summary may speak of
WINDOW = 1500  # tokens that count as one document for the words' weights


@dataclass(frozen=True)
class Row:
    """How a batch is cut: tokens of text (with the end), tokens of summary, rows, share of the batches."""

    text: int
    summary: int
    rows: int
    share: float


ROWS = (Row(96, 64, 48, 0.15), Row(192, 128, 24, 0.55), Row(384, 128, 16, 0.30))


class Arranger:
    def __init__(self, encoded: list, tokenizer, seed: int):
        """`encoded`: (source, heading token lists, body tokens as uint16) of each document."""
        self.documents = encoded
        self.rng = np.random.default_rng(seed)
        self.weight = word_weights(encoded, tokenizer)
        self.newline = tokenizer.token_to_id("\n")
        lengths = np.array([len(body) for _, _, body in encoded], dtype=np.float64)
        wikipedia = np.array([source == "wikipedia" for source, _, _ in encoded])
        self.choice = {}
        for row in ROWS:
            # By length within a source, as text would be met in order; two thirds encyclopedia, one third literature.
            p = np.where(lengths >= row.text, np.minimum(lengths, 60_000), 0)
            p[wikipedia] *= 0.65 / p[wikipedia].sum()
            p[~wikipedia] *= 0.35 / p[~wikipedia].sum()
            self.choice[row] = np.cumsum(p)

    def batch(self):
        """Token ids [rows, tokens] and how the rows were cut."""
        row = ROWS[self.rng.choice(len(ROWS), p=[r.share for r in ROWS])]
        return np.stack([self.example(row) for _ in range(row.rows)]), row

    def example(self, row: Row):
        index = int(np.searchsorted(self.choice[row], self.rng.random()))
        _, headings, body = self.documents[min(index, len(self.documents) - 1)]
        prefix = []
        if self.rng.random() < 0.3:
            prefix = list(headings[0])[: row.text // 4] + [self.newline]
        room = row.text - 1 - len(prefix)
        start = 0 if prefix else int(self.rng.integers(0, len(body) - room + 1))
        text = prefix + body[start : start + room].tolist()
        summary = self.summary(headings, body[max(0, start - AROUND) : start + room + AROUND], row.summary)
        return np.array(text + [EOS] * (row.text - len(text)) + summary, dtype=np.int64)

    def summary(self, headings, near, size: int) -> list:
        out = []
        if self.rng.random() < 0.25:
            for heading in headings:
                out += list(heading)[:8] + [EOS]
        words, counts = np.unique(near, return_counts=True)
        weight = counts**1.5 * self.weight[words] ** 2
        words, weight = words[weight > 0], weight[weight > 0]
        # The largest keys of Gumbel noise on log weights: a draw without replacement in proportion to the weights.
        keys = np.log(weight) + self.rng.gumbel(size=len(words))
        for word in words[np.argsort(-keys)[:size]]:
            out += [int(word), EOS]
        return (out + [EOS] * size)[:size]


def word_weights(encoded, tokenizer):
    """Inverse document frequency of the tokens that carry meaning by themselves, 0 for all others."""
    frequency = Counter()
    for _, _, body in encoded:
        for start in range(0, len(body), WINDOW):
            frequency.update(np.unique(body[start : start + WINDOW]).tolist())
    windows = sum(math.ceil(len(body) / WINDOW) for _, _, body in encoded)
    weight = np.zeros(tokenizer.get_vocab_size())
    for token, count in frequency.items():
        if count >= 5 and content_word(tokenizer.id_to_token(token)):
            weight[token] = max(0.0, math.log(windows / count) - 1.0)
    return weight


def content_word(piece: str) -> bool:
    if piece.startswith("<"):
        return False
    kanji = sum("\u4e00" <= c <= "\u9fff" for c in piece)
    katakana = sum("\u30a1" <= c <= "\u30ff" for c in piece)
    hiragana = sum("\u3041" <= c <= "\u309f" for c in piece)
    latin = sum(c.isalpha() and c.isascii() for c in piece)
    return kanji + katakana >= 2 or kanji == len(piece) == 1 or kanji >= 1 and hiragana >= 1 or latin >= 2
