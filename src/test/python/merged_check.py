"""Holds a merged model that Bunrui wrote to what Transformers makes of it: the same labels, the logits as close as its type.

    bunrui runs export RUN --to MERGED --merged
    bunrui classify --model MERGED --input ARTICLES.jsonl --output classified.jsonl --precision fp32
    python merged_check.py MERGED classified.jsonl [greatest relative difference, by default 1e-4]

The model is opened in fp32 and by the tokenizer, the template and the pad token of its own folder, in batches of eight.
The input's own fields `title` and `body` must be clean (NFKC, no empty lines) and short enough not to be cut.
"""

import json
import sys
from pathlib import Path

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer, PreTrainedTokenizerFast

merged, classified, *most = sys.argv[1:]
template = json.loads((Path(merged) / "bunrui.json").read_text(encoding="utf-8"))["template"]
# The card's choice: of some architectures AutoTokenizer takes the usual tokenizer, whatever tokenizer.json says.
kind = PreTrainedTokenizerFast if (Path(merged) / "tokenizer.json").exists() else AutoTokenizer
tokenizer = kind.from_pretrained(merged)
model, report = AutoModelForSequenceClassification.from_pretrained(
    merged, dtype=torch.float32, output_loading_info=True)
model.eval()
assert not report["missing_keys"] and not report["unexpected_keys"] and not report["mismatched_keys"], report
articles = [json.loads(line) for line in open(classified, encoding="utf-8")]
articles = [article for article in articles if not article["truncated"]]
worst, changed = 0.0, 0
for start in range(0, len(articles), 8):
    rows = articles[start:start + 8]
    texts = [template.replace("{title}", row.get("title", "")).replace("{body}", row["body"]) for row in rows]
    batch = tokenizer(texts, padding=True, padding_side="right", return_tensors="pt")
    assert batch["attention_mask"].sum(-1).tolist() == [row["tokens"] for row in rows]
    with torch.no_grad():
        logits = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    for row, scores in zip(rows, logits):
        ours = torch.tensor(row["logits"])
        worst = max(worst, ((scores - ours).abs() / scores.abs().clamp(min=1.0)).max().item())
        changed += model.config.id2label[int(scores.argmax())] != row["label"]
print(f"{type(model).__name__}: {len(articles)} articles compared; the largest relative difference of a logit is "
      f"{worst:.2e}; {changed} labels differ")
sys.exit(0 if articles and not changed and worst < float(most[0] if most else 1e-4) else 1)
