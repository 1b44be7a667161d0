"""What Transformers and PEFT answer, and the losses of their training steps, for comparison: prints one JSON line.

    python peer_check.py MODEL_FOLDER ADAPTER_FOLDER PLACES ROWS TOKENS STEPS

PLACES is a list such as cpu/fp32,cuda/bf16. The adapter, both of its factors drawn at random and without dropout, is
written to ADAPTER_FOLDER first, so that CheckBenchmark.java starts from the same one.
"""

import json
import sys

import torch
from made_up import CLASSES, articles, batch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForSequenceClassification

PEAK_RATE = 5e-4


def base(dtype: torch.dtype) -> torch.nn.Module:
    return AutoModelForSequenceClassification.from_pretrained(model_folder, num_labels=CLASSES, dtype=dtype)


def answers(device: str, precision: str) -> dict:
    dtype = torch.bfloat16 if precision == "bf16" else torch.float32
    model = PeftModel.from_pretrained(base(dtype), adapter_folder, is_trainable=True).to(device).eval()
    texts = articles(model.config.vocab_size, rows, tokens, tokens // (2 * rows))
    ids, mask = batch(texts, model.config.pad_token_id, device)
    labels = torch.arange(rows, device=device) % CLASSES
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], weight_decay=0.01)
    losses, first = [], None
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = PEAK_RATE * (steps - step) / steps
        logits = model(input_ids=ids, attention_mask=mask).logits.float()
        first = logits.tolist() if first is None else first
        loss = torch.nn.functional.cross_entropy(logits, labels)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    return {"logits": first, "losses": losses}


model_folder, adapter_folder, places = sys.argv[1:4]
rows, tokens, steps = map(int, sys.argv[4:])
torch.manual_seed(0)
get_peft_model(base(torch.float32), LoraConfig(
    task_type="SEQ_CLS", r=32, lora_alpha=16, lora_dropout=0, init_lora_weights=False)).save_pretrained(adapter_folder)
print(json.dumps({place: answers(*place.split("/")) for place in places.split(",")}))
