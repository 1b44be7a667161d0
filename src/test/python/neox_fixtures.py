"""Makes the fixtures that hold Bunrui's GPT-NeoX and LoRA to Transformers and PEFT.

    pip install torch transformers peft tokenizers
    python neox_fixtures.py ../resources/dev/bunrui/llm/network

For each variant of the network: a tiny checkpoint, an adapter that PEFT made, its logits on ragged texts, and the
losses and the adapter of a 20-step run without dropout.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import GPTNeoXConfig, GPTNeoXForCausalLM, GPTNeoXForSequenceClassification

CLASSES, VOCABULARY, PAD = 3, 64, 1
TEXTS = [[5, 9, 33, 2, 2], [7], [8, 8, 40, 41, 63, 12, 3, 9, 10, 2], [60, 4, 2], [11, 12, 13, 14, 15, 16, 2], [20, 2]]
LABELS = [0, 1, 2, 1, 0, 2]
RATES = [2e-3 * min(1.0, (step + 1) / 5) * (1 - step / 25) for step in range(20)]


def batch(rows):
    width = max(len(TEXTS[row]) for row in rows)
    ids = torch.tensor([TEXTS[row] + [PAD] * (width - len(TEXTS[row])) for row in rows])
    mask = torch.tensor([[1] * len(TEXTS[row]) + [0] * (width - len(TEXTS[row])) for row in rows])
    return {"input_ids": ids, "attention_mask": mask}


def make(folder: Path, targets: list, **variant) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    torch.manual_seed(20)
    config = GPTNeoXConfig(
        vocab_size=VOCABULARY, hidden_size=32, num_hidden_layers=3, num_attention_heads=4, intermediate_size=48,
        max_position_embeddings=32, pad_token_id=PAD, bos_token_id=0, eos_token_id=2, **variant,
    )
    base = GPTNeoXForCausalLM(config)
    with torch.no_grad():
        for parameter in base.parameters():
            parameter.normal_(std=0.25) if parameter.dim() == 2 else parameter.add_(torch.randn_like(parameter) * 0.1)
    base.save_pretrained(folder / "model")
    words = {f"w{i}": i for i in range(VOCABULARY)}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="w0"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.save(str(folder / "model" / "tokenizer.json"))

    classifier = GPTNeoXForSequenceClassification.from_pretrained(folder / "model", num_labels=CLASSES)
    model = get_peft_model(classifier, LoraConfig(
        task_type="SEQ_CLS", r=4, lora_alpha=6, lora_dropout=0.0, target_modules=targets,
        base_model_name_or_path="model",
    ))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "lora_B" in name:
                parameter.normal_(std=0.1)
    model.save_pretrained(folder / "adapter")
    expected = {"texts": TEXTS, "labels": LABELS, "rates": RATES}
    with torch.no_grad():
        expected["logits"] = model(**batch(range(len(TEXTS)))).logits.tolist()

    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1.0, weight_decay=0.01)
    losses = []
    for step, rate in enumerate(RATES):
        rows = [(step * 4 + i) % len(TEXTS) for i in range(4)]
        for group in optimizer.param_groups:
            group["lr"] = rate
        labels = torch.tensor([LABELS[row] for row in rows])
        loss = torch.nn.functional.cross_entropy(model(**batch(rows)).logits, labels)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    expected["losses"] = losses
    model.save_pretrained(folder / "trained")
    (folder / "expected.json").write_text(json.dumps(expected))
    for readme in folder.rglob("README.md"):
        readme.unlink()
    for extra in folder.rglob("generation_config.json"):
        extra.unlink()


if __name__ == "__main__":
    out = Path(sys.argv[1])
    make(out / "sequential", ["query_key_value"], use_parallel_residual=False, rotary_pct=1.0)
    every = ["query_key_value", "dense", "dense_h_to_4h", "dense_4h_to_h"]
    make(out / "parallel", every, use_parallel_residual=True, rotary_pct=0.25, hidden_act="gelu_new")
