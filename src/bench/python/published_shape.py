"""Writes a checkpoint with the shapes, types, names and files of a published one, its numbers random.

    python published_shape.py open-calm-1b|rinna-3.6b|open-calm-7b FOLDER [--light] [--sixteenth]

Names, shapes and the older programs' buffers are those of GPT-NeoX checkpoints of the time (2023, Transformers 4.2x),
as in the published index of a 7B one; fp16, in one file, or in shards of at most 10 GB, as torch.save and
save_pretrained wrote them.

With --light, bf16 instead, and all matrices are views of one storage, which torch.save writes once: what loads the file to
a card has as much there as of any other, but the file of a 7B network has 0.4 GB. With --sixteenth the network is a
sixteenth as wide, three layers deep and knows a thousand words, to try on a processor what is meant for a card.
"""

import argparse
import json
import math
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, pre_tokenizers

SHAPES = {
    "open-calm-1b": dict(vocab_size=52224, hidden_size=2048, num_hidden_layers=24, num_attention_heads=16,
                         intermediate_size=8192, use_parallel_residual=True, bos_token_id=0, eos_token_id=0),
    "rinna-3.6b": dict(vocab_size=32000, hidden_size=2816, num_hidden_layers=36, num_attention_heads=22,
                       intermediate_size=11264, use_parallel_residual=False, bos_token_id=2, eos_token_id=3),
    "open-calm-7b": dict(vocab_size=52224, hidden_size=4096, num_hidden_layers=32, num_attention_heads=32,
                         intermediate_size=16384, use_parallel_residual=True, bos_token_id=0, eos_token_id=0),
}
MOST_BYTES = 10 * 1000**3
NOISE = torch.randn(1 << 24, generator=torch.Generator().manual_seed(0)).mul_(0.02).half()


def random(*shape: int) -> torch.Tensor:
    numbers = math.prod(shape)
    return NOISE.repeat(-(-numbers // len(NOISE)))[:numbers].view(*shape).clone()  # a storage no longer than itself


def sixteenth(config: dict) -> dict:
    return {**config, "vocab_size": 1000, "num_hidden_layers": 3, "hidden_size": config["hidden_size"] // 16,
            "num_attention_heads": config["num_attention_heads"] // 16, "intermediate_size": config["intermediate_size"] // 16}


def views(config: dict):
    """As random, bf16, and all of one storage."""
    most = config["hidden_size"] * max(config["vocab_size"], config["intermediate_size"])
    noise = NOISE.bfloat16().repeat(-(-most // len(NOISE)))
    return lambda *shape: noise[:math.prod(shape)].view(*shape)


def tensors(config: dict, light: bool):
    draw = views(config) if light else random
    hidden, wide, positions = config["hidden_size"], config["intermediate_size"], 2048
    mask = torch.ones(positions, positions, dtype=torch.uint8).tril()[None, None]
    yield "gpt_neox.embed_in.weight", lambda: draw(config["vocab_size"], hidden)
    for layer in range(config["num_hidden_layers"]):
        name = f"gpt_neox.layers.{layer}."
        for norm in ("input_layernorm", "post_attention_layernorm"):
            yield f"{name}{norm}.weight", lambda: torch.ones(hidden).half()
            yield f"{name}{norm}.bias", lambda: torch.zeros(hidden).half()
        yield f"{name}attention.bias", lambda: mask if light else mask.clone()
        yield f"{name}attention.masked_bias", lambda: torch.tensor(-1e9)
        yield f"{name}attention.rotary_emb.inv_freq", lambda: torch.ones(hidden // config["num_attention_heads"] // 2)
        for path, outputs, inputs in (("attention.query_key_value", 3 * hidden, hidden), ("attention.dense", hidden, hidden),
                                      ("mlp.dense_h_to_4h", wide, hidden), ("mlp.dense_4h_to_h", hidden, wide)):
            yield f"{name}{path}.weight", lambda o=outputs, i=inputs: draw(o, i)
            yield f"{name}{path}.bias", lambda o=outputs: torch.zeros(o).half()
    yield "gpt_neox.final_layer_norm.weight", lambda: torch.ones(hidden).half()
    yield "gpt_neox.final_layer_norm.bias", lambda: torch.zeros(hidden).half()
    yield "embed_out.weight", lambda: draw(config["vocab_size"], hidden)


def main(config: dict, folder: Path, light: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({
        "architectures": ["GPTNeoXForCausalLM"], "model_type": "gpt_neox", "hidden_act": "gelu", "rotary_pct": 1.0,
        "rotary_emb_base": 10000, "layer_norm_eps": 1e-5, "max_position_embeddings": 2048,
        "torch_dtype": "bfloat16" if light else "float16", "tie_word_embeddings": False,
        "transformers_version": "4.29.1", "pad_token_id": 1, **config}, indent=2))
    tokenizer = Tokenizer(models.WordLevel({f"w{i}": i for i in range(config["vocab_size"])}, unk_token="w0"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.save(str(folder / "tokenizer.json"))
    shards, size = [{}], 0
    for name, make in tensors(config, light):
        tensor = make()
        size += 0 if light else tensor.nbytes
        if size > MOST_BYTES:
            torch.save(shards[-1], folder / f"shard-{len(shards)}")
            shards[-1] = list(shards[-1])
            shards.append({})
            size = tensor.nbytes
        shards[-1][name] = tensor
    torch.save(shards[-1], folder / f"shard-{len(shards)}")
    if len(shards) == 1:
        (folder / "shard-1").rename(folder / "pytorch_model.bin")
        return
    places = {}
    for number, names in enumerate(shards, 1):
        file = f"pytorch_model-{number:05}-of-{len(shards):05}.bin"
        (folder / f"shard-{number}").rename(folder / file)
        places |= {name: file for name in names}
    total = float(sum((folder / file).stat().st_size for file in set(places.values())))
    (folder / "pytorch_model.bin.index.json").write_text(
        json.dumps({"metadata": {"total_size": total}, "weight_map": places}, indent=2, sort_keys=True))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--sixteenth", action="store_true")
    options = parser.parse_args()
    shape = SHAPES[options.shape]
    main(sixteenth(shape) if options.sixteenth else shape, options.folder, options.light)
