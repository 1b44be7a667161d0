"""Holds an adapter that Bunrui trained to what PEFT makes of it: the same logits over the same base.

    bunrui classify --run RUN --input ARTICLES.jsonl --output classified.jsonl
    python peft_check.py BASE_FOLDER RUN/adapter classified.jsonl

The input's own fields `title` and `body` must be clean (NFKC, no empty lines) and short enough not to be cut.
"""

import json
import sys
from pathlib import Path

import torch
from peft import PeftModelForSequenceClassification
from tokenizers import Tokenizer
from transformers import AutoModelForSequenceClassification

base, adapter, classified = sys.argv[1:]
task = json.loads((Path(adapter) / "bunrui.json").read_text(encoding="utf-8"))
tokenizer = Tokenizer.from_file(str(Path(adapter) / "tokenizer.json"))
model = AutoModelForSequenceClassification.from_pretrained(base, num_labels=len(task["labels"]), dtype=torch.float32)
model = PeftModelForSequenceClassification.from_pretrained(model, adapter).eval()
worst, compared = 0.0, 0
for line in open(classified, encoding="utf-8"):
    article = json.loads(line)
    if article["truncated"]:
        continue
    text = task["template"].replace("{title}", article.get("title", "")).replace("{body}", article["body"])
    ids = tokenizer.encode(text).ids
    assert len(ids) == article["tokens"], (len(ids), article["tokens"], text)
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([ids])).logits[0]
    ours = torch.tensor(article["logits"])
    worst = max(worst, ((logits - ours).abs() / logits.abs().clamp(min=1.0)).max().item())
    assert task["labels"][int(logits.argmax())] == article["label"]
    compared += 1
print(f"{compared} articles compared; the largest relative difference of a logit is {worst:.2e}")
sys.exit(0 if compared and worst < 1e-4 else 1)
