"""Articles of token ids that follow from their places, the same that MadeUpArticles.java makes."""

import torch

CLASSES = 9


def articles(vocabulary: int, rows: int, tokens: int, shorter: int = 0) -> list:
    """As many lists of ids; each is so many tokens shorter than the one before it."""
    return [[8 + (i * 7919 + j * 10477) % (vocabulary - 8) for j in range(tokens - i * shorter)] for i in range(rows)]


def batch(texts: list, filler: int, device: str) -> tuple:
    """Ids, filled up at the right, and the mask that tells what is real."""
    longest = max(map(len, texts))
    ids = torch.tensor([text + [filler] * (longest - len(text)) for text in texts], device=device)
    mask = torch.tensor([[1] * len(text) + [0] * (longest - len(text)) for text in texts], device=device)
    return ids, mask
