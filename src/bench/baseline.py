"""Holds Bunrui's support vector machine over character n-grams against scikit-learn's, on the very same split.

    mvn -B -DskipTests package
    pip install scikit-learn
    python src/bench/baseline.py DATA [--rounds 1]

Prints what either scores, in percent, and how long it takes to learn from the training articles and score the others. A
ratio above 1 says that Bunrui scores more, or is faster; for memory, below 1 that it needs less. DATA is whatever Bunrui
reads; the split is that of seed 42.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "python"))
from sides import compile_ours, java, median, python, row

parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("--rounds", type=int, default=1)
options = parser.parse_args()

compile_ours()
ours, theirs = [], []
with tempfile.TemporaryDirectory() as aside:
    split = Path(aside) / "split.jsonl"
    for _ in range(options.rounds):
        ours.append(java("BaselineBenchmark", options.data, split, heap="640m"))
        theirs.append(python("peer_baseline.py", split))
print(f"{'':44} {'Bunrui':>12} {'peer':>12} {'':9} {'ratio':>6}")
for key, name in (
    ("validation_f1", "macro-F1 on validation"),
    ("validation_accuracy", "accuracy on validation"),
    ("test_f1", "macro-F1 on the test"),
    ("test_accuracy", "accuracy on the test"),
):
    a, b = median(ours, key), median(theirs, key)
    print(f"{name:44} {a:12.2f} {b:12.2f} {'%':9} {a / b:6.3f}")
a, b = median(ours, "seconds"), median(theirs, "seconds")
row("learning and scoring", a, b, b / a, "s")
a, b = median(ours, "peak_kib") / 1024, median(theirs, "peak_kib") / 1024
row("peak memory", a, b, a / b, "MiB")
