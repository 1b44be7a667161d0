"""Makes the fixtures that hold every family of networks to Transformers and PEFT.

    pip install torch transformers peft tokenizers
    python src/test/python/family_fixtures.py src/test/resources/dev/bunrui/llm/family

For each variant of a network: a tiny checkpoint; its configuration in Transformers 4's spelling and in 5's; an adapter
that PEFT made; states after each layer, logits and the adapter's gradients on ragged texts in fp32; states and logits
in bf16. For each family, the configuration that Transformers makes of nothing but the family's name.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSequenceClassification

CLASSES, VOCABULARY, PAD = 3, 48, 1
TEXTS = [[5, 9, 33, 2, 2], [7], [8, 8, 40, 41, 47, 12, 3, 9, 10, 2, 30, 31, 32], [44, 4, 2],
         [11, 12, 13, 14, 15, 16, 2, 22, 23, 24, 25, 26, 27, 28, 29, 2, 35, 36, 37, 38], [20, 2]]
LABELS = [0, 1, 2, 1, 0, 2]
SHOWN = 4  # the text whose states are kept

GATED = dict(vocab_size=VOCABULARY, hidden_size=24, num_hidden_layers=3, intermediate_size=40, pad_token_id=PAD,
             bos_token_id=0, eos_token_id=2, max_position_embeddings=64)
EVERY = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def rope(kind="default", theta=10000.0, **more):
    return {"rope_type": kind, "rope_theta": theta, **more}


VARIANTS = {
    # name: (family, LoRA targets (None: PEFT's default), how the weights are stored, configuration)
    "neox-odd": ("gpt_neox", ["query_key_value", "dense_4h_to_h"], torch.float16, dict(
        vocab_size=VOCABULARY, hidden_size=24, num_hidden_layers=3, num_attention_heads=3, intermediate_size=40,
        pad_token_id=PAD, bos_token_id=0, eos_token_id=2, max_position_embeddings=64, attention_bias=False,
        use_parallel_residual=True, rope_parameters=rope("linear", 5000.0, factor=3.0, partial_rotary_factor=0.75))),
    "llama-grouped": ("llama", None, torch.float32, GATED | dict(
        num_attention_heads=6, num_key_value_heads=2, head_dim=10, rms_norm_eps=1e-5)),
    "llama-biased": ("llama", EVERY, torch.bfloat16, GATED | dict(
        num_attention_heads=3, num_key_value_heads=1, attention_bias=True, mlp_bias=True, hidden_act="gelu",
        rope_parameters=rope("linear", 2000.0, factor=2.5))),
    "llama-dynamic": ("llama", ["k_proj"], torch.float16, GATED | dict(
        num_hidden_layers=2, num_attention_heads=2, rope_parameters=rope("dynamic", factor=4.0))),
    "llama-llama3": ("llama", ["q_proj", "o_proj"], torch.bfloat16, GATED | dict(
        num_attention_heads=2, num_key_value_heads=2, head_dim=24, tie_word_embeddings=True,
        rope_parameters=rope("llama3", 50000.0, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
                             original_max_position_embeddings=32))),
    "llama-yarn": ("llama", ["v_proj"], torch.float16, GATED | dict(
        num_hidden_layers=2, num_attention_heads=2, head_dim=24,
        rope_parameters=rope("yarn", 50000.0, factor=4.0, original_max_position_embeddings=16))),
    "mistral-window": ("mistral", None, torch.float16, GATED | dict(
        num_attention_heads=4, num_key_value_heads=2, head_dim=8, sliding_window=5)),
    "qwen2-window": ("qwen2", EVERY, torch.bfloat16, GATED | dict(
        num_attention_heads=3, num_key_value_heads=3, use_sliding_window=True, sliding_window=4, max_window_layers=1,
        rope_parameters=rope(theta=1000000.0))),
    "qwen3": ("qwen3", None, torch.bfloat16, GATED | dict(
        num_attention_heads=4, num_key_value_heads=2, head_dim=12, tie_word_embeddings=True,
        rope_parameters=rope(theta=1000000.0))),
    "gemma2": ("gemma2", EVERY, torch.float16, GATED | dict(
        num_attention_heads=3, num_key_value_heads=1, head_dim=10, query_pre_attn_scalar=13, sliding_window=4,
        attn_logit_softcapping=2.0)),
    "gemma3": ("gemma3_text", None, torch.bfloat16, GATED | dict(
        num_hidden_layers=4, num_attention_heads=2, num_key_value_heads=1, head_dim=16, query_pre_attn_scalar=11,
        sliding_window=3, layer_types=["sliding_attention", "full_attention"] * 2, rope_parameters={
            "sliding_attention": rope(theta=100.0), "full_attention": rope("linear", 10000.0, factor=8.0)})),
    "gpt2": ("gpt2", ["c_attn", "c_proj"], torch.float16, dict(
        vocab_size=VOCABULARY, n_embd=24, n_layer=3, n_head=3, n_inner=40, n_positions=64, pad_token_id=PAD,
        bos_token_id=0, eos_token_id=2, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0)),
}
FAMILIES = ["gpt_neox", "llama", "mistral", "qwen2", "qwen3", "gemma2", "gemma3_text", "gpt2"]
NOT_THE_NETWORKS = ["transformers_version", "architectures", "id2label", "label2id", "return_dict", "problem_type",
                    "output_attentions", "output_hidden_states", "chunk_size_feed_forward", "is_encoder_decoder",
                    "_name_or_path", "use_cache", "initializer_range"]


def batch(texts):
    width = max(map(len, texts))
    ids = torch.tensor([text + [PAD] * (width - len(text)) for text in texts])
    mask = torch.tensor([[1] * len(text) + [0] * (width - len(text)) for text in texts])
    return {"input_ids": ids, "attention_mask": mask}


def older(five: dict) -> dict:
    """The configuration as Transformers 4 wrote it, which 5 must understand as the same."""
    four = {key: value for key, value in five.items() if key not in ("rope_parameters", "dtype", "layer_types")}
    four |= {"torch_dtype": five["dtype"], "transformers_version": "4.40.0"}
    parameters = five.get("rope_parameters")
    if five["model_type"] == "gemma3_text":
        four |= {"rope_theta": parameters["full_attention"]["rope_theta"], "sliding_window_pattern": 2,
                 "rope_local_base_freq": parameters["sliding_attention"]["rope_theta"],
                 "rope_scaling": {"rope_type": "linear", "factor": parameters["full_attention"]["factor"]}}
        four.pop("_sliding_window_pattern")
    elif parameters:
        scaling = dict(parameters)
        theta = scaling.pop("rope_theta")
        if five["model_type"] == "gpt_neox":
            four |= {"rotary_emb_base": theta, "rotary_pct": scaling.pop("partial_rotary_factor")}
        else:
            four["rope_theta"] = theta
        kind = scaling.pop("rope_type")
        if kind != "default":
            four["rope_scaling"] = {"type" if kind in ("linear", "dynamic") else "rope_type": kind, **scaling}
    return four


def plain(config) -> dict:
    return {key: value for key, value in config.to_dict().items() if key not in NOT_THE_NETWORKS}


def states(model, text):
    """[layers + 1, tokens, hidden], the last after the final norm."""
    base = model.get_base_model() if hasattr(model, "get_base_model") else model
    inner = getattr(base, base.base_model_prefix)
    return torch.stack(inner(input_ids=torch.tensor([text]), output_hidden_states=True).hidden_states)[:, 0]


def step(model) -> dict:
    """The texts' logits, and the gradients of their summed cross entropy by the names that an adapter's file has."""
    logits = model(**batch(TEXTS)).logits
    torch.nn.functional.cross_entropy(logits, torch.tensor(LABELS), reduction="sum").backward()
    names = {name.replace(".default", "").replace(".modules_to_save", ""): parameter
             for name, parameter in model.named_parameters() if parameter.requires_grad}
    return {"logits": logits.detach()} | {f"gradient.{name}": parameter.grad for name, parameter in names.items()}


def make(folder: Path, family: str, targets, stored, values: dict) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    torch.manual_seed(4)
    config = AutoConfig.for_model(family, **values)
    base = AutoModelForCausalLM.from_config(config)
    with torch.no_grad():
        for parameter in base.parameters():
            parameter.normal_(std=0.2) if parameter.dim() == 2 else parameter.add_(torch.randn_like(parameter) * 0.1)
    base.to(stored).save_pretrained(folder / "model")
    (folder / "model" / "generation_config.json").unlink()
    tokenizer = Tokenizer(models.WordLevel({f"w{i}": i for i in range(VOCABULARY)}, unk_token="w0"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.save(str(folder / "model" / "tokenizer.json"), pretty=False)
    written = json.loads((folder / "model" / "config.json").read_text())
    four = older(written)
    understood = plain(AutoConfig.for_model(**four))
    (understood.get("rope_parameters") or {}).pop("type", None)  # the old name beside the new one
    meant = plain(AutoConfig.from_pretrained(folder / "model"))
    different = {key for key in understood.keys() | meant.keys() if understood.get(key) != meant.get(key)}
    assert different <= {"dtype", "torch_dtype", "_sliding_window_pattern", "sliding_window_pattern"}, \
        [(key, understood.get(key), meant.get(key)) for key in different]
    (folder / "config4.json").write_text(json.dumps(four, indent=1))

    classifier = AutoModelForSequenceClassification.from_pretrained(
        folder / "model", num_labels=CLASSES, dtype=torch.float32, attn_implementation="eager")
    model = get_peft_model(classifier, LoraConfig(
        task_type="SEQ_CLS", r=3, lora_alpha=6, lora_dropout=0.0, target_modules=targets,
        base_model_name_or_path="model"))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "lora_B" in name:
                parameter.normal_(std=0.1)
    model.save_pretrained(folder / "adapter")
    (folder / "adapter" / "README.md").unlink()
    with torch.no_grad():
        kept = {"states": states(model, TEXTS[SHOWN])}
    kept |= step(model)
    # Loaded in bf16 and not cast to it, which would round the angles of rotary embedding too.
    model = PeftModel.from_pretrained(AutoModelForSequenceClassification.from_pretrained(
        folder / "model", num_labels=CLASSES, dtype=torch.bfloat16, attn_implementation="eager"), folder / "adapter")
    with torch.no_grad():
        kept["states.bf16"] = states(model, TEXTS[SHOWN])
        kept["logits.bf16"] = model(**batch(TEXTS)).logits
    save_file({name: tensor.contiguous() for name, tensor in kept.items()}, folder / "expected.safetensors")


if __name__ == "__main__":
    out = Path(sys.argv[1])
    shutil.rmtree(out, ignore_errors=True)
    for name, variant in VARIANTS.items():
        make(out / name, *variant)
    for family in FAMILIES:
        (out / f"default-{family}.json").write_text(json.dumps(plain(AutoConfig.for_model(family)), indent=1))
    (out / "texts.json").write_text(json.dumps({"texts": TEXTS, "labels": LABELS, "shown": SHOWN}))
