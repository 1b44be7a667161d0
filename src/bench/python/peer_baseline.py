"""Learns from the training texts of a split with scikit-learn and scores the others: prints one JSON line.

    python peer_baseline.py SPLIT_JSONL
"""

import json
import resource
import sys
import time

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.svm import LinearSVC

texts, labels = {}, {}
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in map(json.loads, lines):
        texts.setdefault(line["part"], []).append(line["text"])
        labels.setdefault(line["part"], []).append(line["label"])
start = time.perf_counter()
vectoriser = TfidfVectorizer(analyzer="char", lowercase=False, ngram_range=(1, 3), sublinear_tf=True, min_df=2)
svm = LinearSVC(C=1, random_state=0).fit(vectoriser.fit_transform(texts["train"]), labels["train"])
predicted = {part: svm.predict(vectoriser.transform(texts[part])) for part in ("validation", "test")}
result = {"seconds": round(time.perf_counter() - start, 2)}
for part, of_part in predicted.items():
    result[f"{part}_f1"] = round(100 * f1_score(labels[part], of_part, average="macro", zero_division=0), 4)
    result[f"{part}_accuracy"] = round(100 * accuracy_score(labels[part], of_part), 4)
result["peak_kib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps(result))
