"""Makes src/test/resources/dev/bunrui/training/score/fixtures.json with scikit-learn 1.9, scipy, statsmodels
and numpy.

Run from the repository root: python3 src/test/python/score_fixtures.py
"""

import json
from pathlib import Path

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import log_softmax, softmax
from scipy.stats import binomtest, bootstrap, norm
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

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
    """The BCa interval over the very resamples that Bunrui draws, each scored by scikit-learn."""
    n, score = len(gold), macro_f1(gold, predicted)
    if score in (0, 1):
        support = np.unique(gold, return_counts=True)[1]
        counting = len(support) ** 2 / (1 / support).sum()
        low, high = wilson_ends(score, counting)
        return {"resamples": resamples, "seed": SEED, "low": low, "high": high}
    draws = ((splitmix64(SEED, resamples * n) >> np.uint64(32)) * np.uint64(n)) >> np.uint64(32)
    scores = np.array([macro_f1(gold[rows], predicted[rows]) for rows in draws.astype(int).reshape(resamples, n)])
    without = np.array([macro_f1(np.delete(gold, i), np.delete(predicted, i)) for i in range(n)])
    close = np.isclose(scores, score, rtol=0, atol=1e-12)
    bias = norm.ppf(((scores < score) & ~close).mean() + close.mean() / 2)
    influence = without.mean() - without
    acceleration = (influence**3).sum() / (6 * (influence**2).sum() ** 1.5)
    ends = bias + norm.ppf([(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    low, high = np.quantile(scores, norm.cdf(bias + ends / (1 - acceleration * ends)))
    return {"resamples": resamples, "seed": SEED, "low": low, "high": high}


def wilson_ends(p, n):
    z = norm.ppf((1 + CONFIDENCE) / 2)
    centre, reach = p + z * z / (2 * n), z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - reach) / (1 + z * z / n), (centre + reach) / (1 + z * z / n)


def table_f1(tables):
    """Macro-F1 of confusions, [..., gold, predicted]."""
    mentions = tables.sum(-2) + tables.sum(-1)
    f1 = 2 * np.diagonal(tables, axis1=-2, axis2=-1) / np.maximum(mentions, 1)
    return f1.sum(-1) / (mentions > 0).sum(-1)


def scipy_bootstrap(classes, gold, predicted):
    """The interval of scipy's own bootstrap, with enough draws to take its ends as the true ones."""

    def score(gold, predicted, axis):
        cells = np.moveaxis(gold * classes + predicted, axis, -1).astype(int)
        rows = cells.reshape(-1, cells.shape[-1])
        size = classes * classes
        places = rows + size * np.arange(len(rows))[:, None]
        tables = np.bincount(places.ravel(), minlength=size * len(rows)).reshape(*cells.shape[:-1], classes, classes)
        return table_f1(tables)

    made = bootstrap(
        (gold, predicted), score, paired=True, vectorized=True, n_resamples=50_000, batch=1_000, method="BCa",
        confidence_level=CONFIDENCE, rng=np.random.default_rng(1),
    )  # fmt: skip
    interval = made.confidence_interval
    return {"low": interval.low, "high": interval.high, "error": made.standard_error}


def noisy(rng, classes, n, accuracy):
    gold = rng.integers(classes, size=n)
    return gold, np.where(rng.random(n) < accuracy, gold, rng.integers(classes, size=n))


def case(name, classes, gold, predicted, resamples=200, beside_scipy=False):
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
    if beside_scipy:
        made["scipy"] = scipy_bootstrap(classes, gold, predicted)
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



def paired(name, classes, gold, a, b):
    """The interval of the difference over numpy's draws from the articles and one disagreement, right by halves."""
    tables = np.zeros((classes, classes, classes))
    np.add.at(tables, (gold, a, b), 1)
    for label, support in enumerate(np.bincount(gold, minlength=classes)):
        for wrong in set(range(classes)) - {label}:
            tables[label, label, wrong] += support / len(gold) / (classes - 1) / 2
            tables[label, wrong, label] += support / len(gold) / (classes - 1) / 2
    draws = np.random.default_rng(1).multinomial(len(gold), tables.ravel() / tables.sum(), size=50_000)
    draws = draws.reshape(-1, classes, classes, classes)
    differences = table_f1(draws.sum(2)) - table_f1(draws.sum(3))
    low, high = np.quantile(differences, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return {
        "name": name,
        "classes": classes,
        "gold": gold.tolist(),
        "a": a.tolist(),
        "b": b.tolist(),
        "difference": macro_f1(gold, b) - macro_f1(gold, a),
        "low": low,
        "high": high,
        "error": differences.std(),
    }


def mcnemar_p(fixed, broken):
    p = float(mcnemar([[10, fixed], [broken, 10]], exact=True).pvalue) if fixed + broken else 1.0
    assert not fixed + broken or np.isclose(p, binomtest(fixed, fixed + broken).pvalue, rtol=1e-9)
    return [fixed, broken, p]


def holm(p):
    return {"p": p, "adjusted": multipletests(p, method="holm")[1].tolist()}


def classifier(rng, n, classes, sureness, right):
    """Logits of 3 digits, of which the gold label has a larger one on the average."""
    gold = rng.integers(classes, size=n)
    values = rng.normal(size=(n, classes))
    values[np.arange(n), gold] += right
    return np.round(values * sureness, 3), gold


def calibration(values, gold, bins=15):
    probabilities = softmax(values.astype(np.float32).astype(float), axis=1)
    confidence, right = probabilities.max(1), probabilities.argmax(1) == gold
    where = np.maximum(np.ceil(confidence * bins).astype(int) - 1, 0)
    rows = []
    for k in range(bins):
        inside = where == k
        count = int(inside.sum())
        mean = confidence[inside].mean() if count else 0.0
        accuracy = right[inside].mean() if count else 0.0
        rows.append({"n": count, "confidence": float(mean), "accuracy": float(accuracy)})
    error = sum(row["n"] * abs(row["accuracy"] - row["confidence"]) for row in rows) / len(gold)
    return {"logits": values.tolist(), "gold": gold.tolist(), "error": error, "bins": rows}


def temperature(values, gold):
    wide = values.astype(np.float32).astype(float)
    own = wide[np.arange(len(gold)), gold]

    def slope(inverse):
        return ((softmax(wide * inverse, axis=1) * wide).sum(1) - own).mean()

    def loss(logarithm):
        return -log_softmax(wide / np.exp(logarithm), axis=1)[np.arange(len(gold)), gold].mean()

    t = 1 / brentq(slope, 1 / 20, 1 / 0.05, xtol=1e-14, rtol=1e-14)
    least = minimize_scalar(loss, bounds=(np.log(0.05), np.log(20)), method="bounded", options={"xatol": 1e-9})
    assert np.isclose(np.log(t), least.x, atol=1e-6)
    return {"logits": values.tolist(), "gold": gold.tolist(), "temperature": t, "loss": loss(np.log(t))}


def mean_deviation(values):
    return {"values": values, "mean": np.mean(values), "deviation": np.std(values, ddof=1)}


def log_odds(counts, strength):
    """Monroe, Colaresi & Quinn 2008, equations 16, 20 and 22, of each class against the others."""
    table = np.array(list(counts.values()), dtype=float)
    prior = strength * table.sum(1, keepdims=True) / table.sum()
    here, elsewhere = table + prior, table.sum(1, keepdims=True) - table + prior
    odds = [np.log(part / (part.sum(0) - part)) for part in (here, elsewhere)]
    z = (odds[0] - odds[1]) / np.sqrt(1 / here + 1 / elsewhere)
    return {"counts": counts, "strength": strength, "z": dict(zip(counts, z.tolist()))}


def worse(labels, classes, part):
    return np.where(rng.random(len(labels)) < part, rng.integers(classes, size=len(labels)), labels)


rng = np.random.default_rng(7)
labels, many = np.random.default_rng(11).integers(4, size=200), np.random.default_rng(12).integers(9, size=736)
fixtures = {
    "scores": [
        case("typical", 9, *noisy(rng, 9, 736, 0.97), resamples=2_000, beside_scipy=True),
        case("mediocre", 4, *noisy(rng, 4, 200, 0.7), resamples=2_000, beside_scipy=True),
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
    "logits": [
        logits([0.5, -1.25, 3.0, 2.75]),
        logits([2, 7, 7, 1]),
        logits([1000, 999, -1000]),
        logits([-1000, -1001, -999.5]),
        logits([3.4e38, -3.4e38]),
        logits([0]),
        logits(rng.normal(size=9) * 5),
    ],
    "paired": [
        paired("one better than the other", 4, labels, *[worse(labels, 4, part) for part in (0.3, 0.2)]),
        paired("few differences", 9, many, nearly := worse(many, 9, 0.03), worse(nearly, 9, 0.01)),
        paired("none", 9, many, nearly, nearly),
    ],
    "mcnemar": [
        mcnemar_p(*counts)
        for counts in [(0, 0), (0, 1), (1, 0), (5, 5), (2, 9), (10, 1), (0, 30), (60, 61), (400, 300), (1200, 900)]
    ],
    "holm": [
        holm([0.04]),
        holm([0.01, 0.04, 0.03, 0.005]),
        holm([0.02, 0.02, 0.02, 1.0, 0.5]),
        holm([0.0, 1e-300, 0.9, 0.9]),
        holm(np.random.default_rng(3).random(40).tolist()),
    ],
    "calibration": [
        calibration(*classifier(rng, 300, 4, 2.5, 2)),
        calibration(*classifier(rng, 60, 2, 8, 3)),
        calibration(*classifier(rng, 5, 3, 1, 1)),
    ],
    "temperature": [
        temperature(*classifier(rng, 200, 4, 2.5, 1.5)),
        temperature(*classifier(rng, 150, 3, 0.4, 2)),
        temperature(*classifier(rng, 60, 9, 12, 1.5)),
        temperature(*classifier(rng, 20, 2, 1, 1)),
    ],
    "meanDeviation": [
        mean_deviation([0.9, 0.92, 0.89]),
        mean_deviation([0.5, 0.5]),
        mean_deviation([1e9 + 1, 1e9 + 2, 1e9 + 4]),
    ],
    "logOdds": [
        log_odds({"球": [40, 2, 1], "映画": [1, 30, 3], "の": [300, 310, 290], "稀": [1, 0, 0]}, 10),
        log_odds({"a": [3, 0], "b": [0, 5], "c": [2, 2]}, 0.5),
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
