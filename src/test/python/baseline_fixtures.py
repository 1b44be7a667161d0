"""Makes src/test/resources/dev/bunrui/baseline/fixtures.json with scikit-learn 1.9.

Run from the repository root: python3 src/test/python/baseline_fixtures.py
"""

import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

OUT = Path("src/test/resources/dev/bunrui/baseline/fixtures.json")
ARTICLES = Path("sample-data/articles")
CLASSES = ["cuisine", "science", "sports", "travel"]
CHOICES = [1e-4, 1e-3, 1e-2, 1e-1, 1.0]
AWKWARD = [
    ("", 0),
    ("\n", 1),
    ("寿司🍣とラーメン🍜🍣", 0),
    ("🍣🍜 🍣\n\n🍜", 0),
    ("旅　　の  朝\t\n行き先\u00a0\u2003未定\u3000。", 3),
    ("ＦＣ東京 vs FC東京\nFC Tokyo\r\n", 2),
    ("か\u3099と が、𠮷野と吉野", 3),
]
NEW = ["", "ΩΨΞ", "寿司🍣の朝", "🚀", "試合　 の後半\n\n得点が決まった。", "星と星のあいだ\x1c\x1cを旅する"]


def opening(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").split("\n")
    return lines[2] + "\n" + lines[3][:70]


def vectoriser():
    return TfidfVectorizer(analyzer="char", lowercase=False, ngram_range=(1, 3), sublinear_tf=True, min_df=2)


def svm():
    return LinearSVC(C=1, dual=True, tol=1e-10, max_iter=1_000_000, random_state=0)


def entries(matrix) -> list:
    matrix.sort_indices()
    return [
        {"columns": (row.indices + 1).tolist(), "weights": [round(float(weight), 12) for weight in row.data]}
        for row in (matrix[at] for at in range(matrix.shape[0]))
    ]


def rounded(values) -> list:
    return np.round(np.asarray(values, dtype=np.float64), 9).tolist()


def texts() -> dict:
    train = [
        (opening(path), label)
        for label, name in enumerate(CLASSES)
        for path in sorted((ARTICLES / name).glob("*.txt"))[:8]
    ] + AWKWARD
    pieces, labels = [text for text, _ in train], [label for _, label in train]
    learned = vectoriser()
    matrix = learned.fit_transform(pieces)
    new = learned.transform(NEW)
    two = np.isin(labels, [0, 2])
    return {
        "texts": pieces,
        "labels": labels,
        "new": NEW,
        "size": matrix.shape[1],
        "weights": entries(matrix[[0, 9, 18, *range(len(train) - len(AWKWARD), len(train))]]),
        "newWeights": entries(new),
        "decisions": rounded(svm().fit(matrix, labels).decision_function(new)),
        "twoClassDecisions": rounded(svm().fit(matrix[two], np.array(labels)[two]).decision_function(new)),
    }


def logistic(rows, labels, c):
    return LogisticRegression(C=c, fit_intercept=False, tol=1e-10, max_iter=100_000).fit(rows, labels)


def probe() -> dict:
    """Features of very different sizes, one of them constant; the last third of the articles is to be scored."""
    rng = np.random.default_rng(11)
    labels = np.arange(120) % 3
    features = rng.normal(size=(120, 6)) + 0.9 * rng.normal(size=(3, 6))[labels]
    features = (features * [1, 1e-3, 300, 1, 1, 0] + [0, 0.25, 1000, -5, 0, 7]).astype(np.float32)
    train, validation, test = slice(0, 60), slice(60, 90), slice(90, 120)
    # A matrix of float64, as Bunrui's means are; what comes out is kept as float32, as Bunrui keeps it.
    scaler = StandardScaler().fit(features[train].astype(np.float64))
    standard = scaler.transform(features.astype(np.float64)).astype(np.float32).astype(np.float64)
    standard = np.hstack([standard, np.ones((len(labels), 1))])
    scores = []
    for c in CHOICES:
        predicted = logistic(standard[train], labels[train], c).predict(standard[validation])
        scores.append(f1_score(labels[validation], predicted, average="macro", zero_division=0))
    best = CHOICES[int(np.argmax(scores))]
    two = labels[train] < 2
    return {
        "features": [[float(value) for value in row] for row in features],
        "labels": labels.tolist(),
        "standard": rounded(standard),
        "logits": [
            {"c": c, "rows": rounded(logistic(standard[train], labels[train], c).decision_function(standard[test]))}
            for c in CHOICES
        ],
        "twoClassLogits": rounded(
            logistic(standard[train][two], labels[train][two], 0.2).decision_function(standard[test])
        ),
        "best": best,
    }


OUT.write_text(
    json.dumps({"text": texts(), "probe": probe()}, ensure_ascii=False, separators=(",", ":")).replace("],[", "],\n[")
    + "\n",
    encoding="utf-8",
)
