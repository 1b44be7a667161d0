"""Makes adapters by PEFT in all the ways that it has, over networks that other fixtures brought.

    pip install torch transformers peft
    python src/test/python/adapter_fixtures.py src/test/resources/dev/bunrui

For each adapter that is to be read: its folder as PEFT saves it, and the logits of ragged texts that PEFT computes when
it loads that folder. For each that is to be refused: its folder alone.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from peft import LoraConfig, PeftModelForSequenceClassification, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForSequenceClassification

CLASSES, PAD = 3, 1
TEXTS = [[5, 9, 33, 2, 2], [7], [8, 8, 40, 41, 47, 12, 3, 9, 10, 2], [44, 4, 2], [20, 2]]
NEOX, GPT2, LLAMA = "llm/network/parallel/model", "llm/family/gpt2/model", "llm/family/llama-grouped/model"
EVERY = ["query_key_value", "dense", "dense_h_to_4h", "dense_4h_to_h"]

READ = {
    # name: (base, configuration)
    "patterns": (NEOX, dict(
        target_modules=EVERY, r=3, lora_alpha=4.5,
        rank_pattern={"layers.1.attention.query_key_value": 2, r"layers\.[02]\.mlp\.dense_.*": 5, "dense": 1},
        alpha_pattern={"^gpt_neox.layers.2.mlp.dense_h_to_4h": 1, "dense_(4h_to_h|h_to_4h)": 20, "query_key": 99})),
    "rslora": (NEOX, dict(target_modules=["query_key_value"], r=4, lora_alpha=3, use_rslora=True)),
    "rslora-patterns": (NEOX, dict(
        target_modules=["query_key_value", "dense"], r=4, lora_alpha=3, use_rslora=True, rank_pattern={"dense": 2},
        alpha_pattern={"0.attention.dense": 7})),
    "expression": (NEOX, dict(target_modules=r".*\.(0|2)\.(attention\.dense|mlp\.dense_4h_to_h)", r=2, lora_alpha=8)),
    "all-linear": (NEOX, dict(target_modules="all-linear", exclude_modules=["dense_h_to_4h"], r=1, lora_alpha=4)),
    "one-layer": (NEOX, dict(
        target_modules=["query_key_value"], layers_to_transform=[1], layers_pattern="layers", r=2, lora_alpha=8)),
    "gaussian": (NEOX, dict(target_modules=["dense"], init_lora_weights="gaussian", r=2, lora_alpha=8)),
    "llama-patterns": (LLAMA, dict(
        target_modules="all-linear", r=2, lora_alpha=4, rank_pattern={"down_proj": 3}, alpha_pattern={"v_proj": 16})),
    "gpt2-one-of-two": (GPT2, dict(
        target_modules=["mlp.c_proj", "c_attn"], r=2, lora_alpha=8, fan_in_fan_out=True,
        alpha_pattern={"c_proj": 2})),
}
REFUSED = {
    "dora": (NEOX, dict(target_modules=["dense"], use_dora=True)),
    "bias": (NEOX, dict(target_modules=["dense"], bias="lora_only")),
    "lora-bias": (NEOX, dict(target_modules=["dense"], lora_bias=True)),
    "embedding": (NEOX, dict(target_modules=["dense", "embed_in"])),
    "whole-module": (NEOX, dict(target_modules=["dense"], modules_to_save=["score", "final_layer_norm"])),
    "pissa": (NEOX, dict(target_modules=["dense"], init_lora_weights="pissa")),
    "other-task": (NEOX, dict(target_modules=["dense"], task_type="FEATURE_EXTRACTION")),
}


def base(root: Path, name: str):
    return AutoModelForSequenceClassification.from_pretrained(root / name, num_labels=CLASSES, dtype=torch.float32)


def adapted(root: Path, name: str, values: dict):
    torch.manual_seed(6)
    values = dict(task_type="SEQ_CLS", base_model_name_or_path="model", lora_dropout=0.0) | values
    model = get_peft_model(base(root, name), LoraConfig(**({"r": 2, "lora_alpha": 4} | values)))
    with torch.no_grad():
        for parameter, value in model.named_parameters():
            if "lora_B" in parameter:
                value.add_(torch.randn_like(value) * 0.1)
    return model


def logits(root: Path, name: str, folder: Path) -> list:
    model = PeftModelForSequenceClassification.from_pretrained(base(root, name), folder).eval()
    width = max(map(len, TEXTS))
    ids = torch.tensor([text + [PAD] * (width - len(text)) for text in TEXTS])
    with torch.no_grad():
        return model(input_ids=ids, attention_mask=(ids != PAD).long()).logits.tolist()


def save(model, folder: Path, **how) -> None:
    model.save_pretrained(folder, **how)
    for readme in folder.rglob("README.md"):
        readme.unlink()


def main(root: Path) -> None:
    out = root / "adapter"
    shutil.rmtree(out, ignore_errors=True)
    expected = {"texts": TEXTS, "adapters": {}}
    for name, (network, values) in READ.items():
        save(adapted(root, network, values), out / name)
        expected["adapters"][name] = {"model": network, "logits": logits(root, network, out / name)}
    # The same adapter as older programs saved it, and under the names that its modules have in memory.
    save(adapted(root, NEOX, READ["rslora"][1]), out / "pickled", safe_serialization=False)
    shutil.copytree(out / "rslora", out / "in-memory")
    tensors = load_file(out / "in-memory" / "adapter_model.safetensors")
    named = {name.replace("A.weight", "A.default.weight").replace("B.weight", "B.default.weight")
             .replace("score.", "score.modules_to_save.default."): tensor for name, tensor in tensors.items()}
    named["base_model.model.score.original_module.weight"] = torch.zeros(CLASSES, 32)
    save_file(named, out / "in-memory" / "adapter_model.safetensors", {"format": "pt"})
    for name in ("pickled", "in-memory"):
        expected["adapters"][name] = expected["adapters"]["rslora"]
    for name, (network, values) in REFUSED.items():
        save(adapted(root, network, values), out / "refused" / name)
    # What PiSSA takes out of the base model's weights PEFT takes out again when it loads the adapter.
    pissa = out / "refused" / "pissa"
    again = logits(root, NEOX, pissa)
    config = json.loads((pissa / "adapter_config.json").read_text())
    (pissa / "adapter_config.json").write_text(json.dumps(config | {"init_lora_weights": True}))
    plain = logits(root, NEOX, pissa)
    (pissa / "adapter_config.json").write_text(json.dumps(config, indent=2))
    print("pissa: as PEFT loads it", again[0], "its factors on the base model", plain[0])
    several = adapted(root, NEOX, READ["rslora"][1])
    several.add_adapter("second", LoraConfig(task_type="SEQ_CLS", r=1, target_modules=["dense"]))
    save(several, out / "refused" / "several", selected_adapters=["default", "second"])
    first = out / "refused" / "several" / "first"
    first.mkdir()
    for file in ("adapter_config.json", "adapter_model.safetensors"):
        shutil.move(out / "refused" / "several" / file, first / file)
    (out / "expected.json").write_text(json.dumps(expected))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
