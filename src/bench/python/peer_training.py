"""LoRA training steps with Transformers and PEFT, for comparison: prints one JSON line.

    python peer_training.py MODEL_FOLDER --precision fp32|bf16 [--recompute] [--rows 32] [--tokens 512] [--steps 6]
"""

import argparse
import json
import statistics
import time

import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForSequenceClassification


def batch(rows: int, tokens: int, vocabulary: int) -> torch.Tensor:
    """The token ids that TrainingBenchmark.java makes, too."""
    return torch.tensor([[8 + (i * 7919 + j * 10477) % (vocabulary - 8) for j in range(tokens)] for i in range(rows)])


def peak_memory() -> int:
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


parser = argparse.ArgumentParser()
parser.add_argument("model")
parser.add_argument("--precision", choices=("fp32", "bf16"), required=True)
parser.add_argument("--recompute", action="store_true")
parser.add_argument("--rows", type=int, default=32)
parser.add_argument("--tokens", type=int, default=512)
parser.add_argument("--steps", type=int, default=6)
options = parser.parse_args()

dtype = torch.bfloat16 if options.precision == "bf16" else torch.float32
base = AutoModelForSequenceClassification.from_pretrained(options.model, num_labels=9, dtype=dtype)
model = get_peft_model(base, LoraConfig(
    task_type="SEQ_CLS", r=32, lora_alpha=16, lora_dropout=0.1))
if options.recompute:
    model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
model.train()
ids = batch(options.rows, options.tokens, base.config.vocab_size)
mask, labels = torch.ones_like(ids), torch.arange(options.rows) % 9
optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=5e-4, weight_decay=0.01)
seconds = []
for step in range(options.steps):
    start = time.perf_counter()
    loss = torch.nn.functional.cross_entropy(model(input_ids=ids, attention_mask=mask).logits.float(), labels)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    seconds.append(time.perf_counter() - start)
model.eval()
inference = []
with torch.no_grad():
    for step in range(3):
        start = time.perf_counter()
        model(input_ids=ids, attention_mask=mask)
        inference.append(time.perf_counter() - start)
print(json.dumps({
    "tokens_per_second": options.rows * options.tokens / statistics.median(seconds[1:]),
    "inference_tokens_per_second": options.rows * options.tokens / statistics.median(inference),
    "peak_kib": peak_memory(),
}))
