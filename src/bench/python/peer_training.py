"""LoRA training steps with Transformers and PEFT, for comparison: prints one JSON line.

    python peer_training.py MODEL_FOLDER --precision fp32|bf16 [--recompute] [--rows 32] [--tokens 512] [--steps 6]
                            [--device cpu|cuda] [--at-once N] [--random]

With --random only the configuration is read, and the weights are drawn where they are computed with. Where the memory of
a card runs out, the articles at once are halved, and the batch is begun again.
"""

import argparse
import json
import statistics
import time

import torch
from made_up import CLASSES, articles, batch
from peft import LoraConfig, get_peft_model
from transformers import AutoConfig, AutoModelForSequenceClassification


def peak_memory() -> int:
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def wait() -> None:
    """A card is only asked for its work."""
    if options.device == "cuda":
        torch.cuda.synchronize()


def network() -> torch.nn.Module:
    dtype = torch.bfloat16 if options.precision == "bf16" else torch.float32
    if not options.random:
        return AutoModelForSequenceClassification.from_pretrained(
            options.model, num_labels=CLASSES, dtype=dtype).to(options.device)
    config = AutoConfig.from_pretrained(options.model, num_labels=CLASSES, dtype=dtype)
    with torch.device(options.device):
        return AutoModelForSequenceClassification.from_config(config, dtype=dtype)


parser = argparse.ArgumentParser()
parser.add_argument("model")
parser.add_argument("--precision", choices=("fp32", "bf16"), required=True)
parser.add_argument("--recompute", action="store_true")
parser.add_argument("--rows", type=int, default=32)
parser.add_argument("--tokens", type=int, default=512)
parser.add_argument("--steps", type=int, default=6)
parser.add_argument("--device", default="cpu")
parser.add_argument("--at-once", type=int)
parser.add_argument("--random", action="store_true")
options = parser.parse_args()

base = network()
model = get_peft_model(base, LoraConfig(
    task_type="SEQ_CLS", r=32, lora_alpha=16, lora_dropout=0.1))
if options.recompute:
    model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
model.train()
ids, mask = batch(articles(base.config.vocab_size, options.rows, options.tokens), 0, options.device)
labels = torch.arange(options.rows, device=options.device) % CLASSES
optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=5e-4, weight_decay=0.01)
at_once, ran_out, seconds = options.at_once or options.rows, 0, []
while len(seconds) < options.steps:
    start = time.perf_counter()
    try:
        for part in range(0, options.rows, at_once):
            own = slice(part, part + at_once)
            logits = model(input_ids=ids[own], attention_mask=mask[own]).logits.float()
            (torch.nn.functional.cross_entropy(logits, labels[own], reduction="sum") / options.rows).backward()
    except torch.OutOfMemoryError:
        at_once, ran_out = at_once // 2, ran_out + 1
        if at_once == 0:
            raise
        logits = None
        optimizer.zero_grad()
        torch.cuda.empty_cache()
        continue
    optimizer.step()
    optimizer.zero_grad()
    wait()
    seconds.append(time.perf_counter() - start)
model.eval()
inference = []
with torch.no_grad():
    for step in range(3):
        start = time.perf_counter()
        for part in range(0, options.rows, at_once):
            model(input_ids=ids[part:part + at_once], attention_mask=mask[part:part + at_once])
        wait()
        inference.append(time.perf_counter() - start)
cuda = options.device == "cuda"
print(json.dumps({
    "tokens_per_second": options.rows * options.tokens / statistics.median(seconds[1:]),
    "inference_tokens_per_second": options.rows * options.tokens / statistics.median(inference),
    "peak_kib": peak_memory(),
    "at_once": at_once,
    "ran_out": ran_out,
    "step_seconds": statistics.median(seconds[1:]),
    "peak_allocated_mib": torch.cuda.max_memory_allocated() / 2**20 if cuda else 0,
    "peak_reserved_mib": torch.cuda.max_memory_reserved() / 2**20 if cuda else 0,
}))
