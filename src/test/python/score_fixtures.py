"""Makes src/test/resources/dev/bunrui/training/score/fixtures.json with scikit-learn 1.9, scipy and numpy.

Run from the repository root: python3 src/test/python/score_fixtures.py
"""

import json
from pathlib import Path

import numpy as np
from scipy.special import log_softmax, softmax
from scipy.stats import binomtest, norm
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support

OUT = Path("src/test/resources/dev/bunrui/training/score/fixtures.json")
SEED = 42
CONFIDENCE = 0.95


def splitmix64(seed, count):
    """The first `count` values of SplitMix64 (Steele, Lea & Flood 2014), which SplittableRandom.nextLong is."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def macro_f1(gold, predicted):
    return f1_score(gold, predicted, average="macro", zero_division=0)


def same_draws(gold, predicted, resamples):
    """The interval over the very resamples that Bunrui draws, each scored by scikit-learn."""
    n = len(gold)
    draws = ((splitmix64(SEED, resamples * n) >> np.uint64(32)) * np.uint64(n)) >> np.uint64(32)
    scores = [macro_f1(gold[rows], predicted[rows]) for rows in draws.astype(int).reshape(resamples, n)]
    low, high = np.quantile(scores, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return {"resamples": resamples, "seed": SEED, "low": low, "high": high}


def numpy_bootstrap(classes, gold, predicted, resamples=100_000):
    """The interval over numpy's own draws, of which there are enough to take its ends as the true ones."""
    n = len(gold)
    cells = np.bincount(gold * classes + predicted, minlength=classes * classes)
    tables = np.random.default_rng(1).multinomial(n, cells / n, size=resamples).reshape(-1, classes, classes)
    mentions = tables.sum(1) + tables.sum(2)
    f1 = 2 * np.diagonal(tables, axis1=1, axis2=2) / np.maximum(mentions, 1)
    scores = f1.sum(1) / (mentions > 0).sum(1)
    low, high = np.quantile(scores, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return {"low": low, "high": high, "error": scores.std()}


def noisy(rng, classes, n, accuracy):
    gold = rng.integers(classes, size=n)
    return gold, np.where(rng.random(n) < accuracy, gold, rng.integers(classes, size=n))


def case(name, classes, gold, predicted, resamples=200, beside_numpy=False):
    gold, predicted = np.array(gold), np.array(predicted)
    precision, recall, f1, _ = precision_recall_fscore_support(gold, predicted, average="macro", zero_division=0)
    each = precision_recall_fscore_support(gold, predicted, labels=range(classes), average=None, zero_division=0)
    made = {
        "name": name,
        "classes": classes,
        "gold": gold.tolist(),
        "predicted": predicted.tolist(),
        "confusion": confusion_matrix(gold, predicted, labels=range(classes)).tolist(),
        "accuracy": accuracy_score(gold, predicted),
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "perClass": [dict(zip(("precision", "recall", "f1", "support"), map(float, row))) for row in zip(*each)],
        "sameDraws": same_draws(gold, predicted, resamples),
    }
    if beside_numpy:
        made["numpy"] = numpy_bootstrap(classes, gold, predicted)
    return made


def wilson(successes, n, confidence):
    interval = binomtest(successes, n).proportion_ci(confidence_level=confidence, method="wilson")
    return {"successes": successes, "n": n, "confidence": confidence, "low": interval.low, "high": interval.high}


def logits(values):
    values = np.array(values, dtype=np.float32)
    wide = values.astype(np.float64)
    return {
        "logits": wide.tolist(),
        "argmax": int(np.argmax(values)),
        "softmax": softmax(wide).tolist(),
        "crossEntropy": (-log_softmax(wide)).tolist(),
    }


rng = np.random.default_rng(7)
fixtures = {
    "scores": [
        case("typical", 9, *noisy(rng, 9, 736, 0.97), resamples=2_000, beside_numpy=True),
        case("mediocre", 4, *noisy(rng, 4, 200, 0.7), resamples=2_000, beside_numpy=True),
        case("a class missing in predictions", 3, [0, 0, 1, 1, 2, 2, 2], [0, 1, 1, 1, 0, 1, 1]),
        case("a class missing in gold", 3, [0, 0, 1, 1, 1], [0, 2, 1, 2, 0]),
        case("a class missing in both", 4, [0, 0, 1, 3, 3, 3], [0, 1, 1, 3, 0, 3]),
        case("a single example, right", 3, [1], [1]),
        case("a single example, wrong", 3, [1], [2]),
        case("perfect", 3, [0, 1, 2, 0, 1, 2], [0, 1, 2, 0, 1, 2]),
        case("all wrong", 3, [0, 1, 2, 0, 1, 2], [1, 2, 0, 2, 0, 1]),
    ],
    "wilson": [
        wilson(successes, n, confidence)
        for successes, n in [(0, 1), (1, 1), (0, 10), (10, 10), (3, 7), (721, 736), (736, 736), (99_999, 100_000)]
        for confidence in (0.5, 0.9, 0.95, 0.999)
    ],
    "normal": [[p, norm.ppf(p)] for p in (1e-300, 1e-12, 0.001, 0.05, 0.3, 0.5, 0.75, 0.93, 0.975, 0.9999, 1 - 1e-12)],
    "logits": [
        logits([0.5, -1.25, 3.0, 2.75]),
        logits([2, 7, 7, 1]),
        logits([1000, 999, -1000]),
        logits([-1000, -1001, -999.5]),
        logits([3.4e38, -3.4e38]),
        logits([0]),
        logits(rng.normal(size=9) * 5),
    ],
}
OUT.write_text(
    "{\n"
    + ",\n".join(
        f'"{part}": [\n' + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]"
        for part, rows in fixtures.items()
    )
    + "\n}\n"
)
