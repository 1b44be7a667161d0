"""Makes the fixtures that hold weights of few bits to bitsandbytes, and networks on such weights to Transformers and PEFT.

    pip install torch transformers peft bitsandbytes
    python src/test/python/quantisation_fixtures.py src/test/resources/dev/bunrui

Reads the networks of family_fixtures.py. Of each variant the weights of the layers' linear maps are replaced by what is
left of them after 8 or 4 bits: adapters are trained on top of that, whatever the bits are kept in.
"""

import sys
from pathlib import Path

import bitsandbytes.functional as bits
import torch
from peft import PeftModel
from safetensors.torch import save_file
from transformers import AutoModelForSequenceClassification
from transformers.pytorch_utils import Conv1D

from family_fixtures import CLASSES, TEXTS, batch, step

VARIANTS = ["gpt2", "llama-grouped", "neox-odd"]


def matrices():
    """More than one group of blocks; a block that is not full; rows and blocks of nothing but zeros."""
    torch.manual_seed(11)
    wide = torch.randn(70, 300) * torch.logspace(-3, 1, 70).unsqueeze(1)
    odd = torch.randn(7, 33)
    gaps = torch.randn(6, 128)
    gaps[1] = gaps[3, :64] = 0
    return {"wide": wide, "odd": odd, "gaps": gaps}


def nf4(matrix):
    """What is kept, and the matrix that comes back."""
    codes, state = bits.quantize_4bit(matrix, blocksize=64, quant_type="nf4", compress_statistics=True)
    kept = {"codes": codes.view(-1), "blocks": state.absmax, "groups": state.state2.absmax,
            "offset": state.offset.view(1)}
    return kept, bits.dequantize_4bit(codes, state)


def int8(matrix):
    codes, greatest, _ = bits.int8_vectorwise_quant(matrix)
    return {"codes": codes, "steps": greatest / 127}, bits.int8_vectorwise_dequant(codes, greatest)


FORMATS = {"nf4": nf4, "int8": int8}


def tables(out: Path) -> None:
    kept = {"levels": bits.get_4bit_type("nf4", device="cpu"), "map": bits.create_dynamic_map()}
    for name, matrix in matrices().items():
        kept[name] = matrix
        for label, quantise in FORMATS.items():
            parts, back = quantise(matrix)
            kept |= {f"{name}.{label}.{part}": tensor for part, tensor in parts.items()}
            kept[f"{name}.{label}"] = back.nan_to_num(0)  # a row of zeros, divided by zero on the way
    save_file({name: tensor.contiguous() for name, tensor in kept.items()}, out)


def model(folder: Path, quantise, dtype):
    base = AutoModelForSequenceClassification.from_pretrained(
        folder / "model", num_labels=CLASSES, dtype=torch.float32, attn_implementation="eager")
    restored = {}
    for name, module in base.named_modules():
        if name != "score" and isinstance(module, (torch.nn.Linear, Conv1D)):
            weight = module.weight.detach()
            back = quantise(weight.T.contiguous())[1].T if isinstance(module, Conv1D) else quantise(weight)[1]
            restored[name] = back
    base = AutoModelForSequenceClassification.from_pretrained(
        folder / "model", num_labels=CLASSES, dtype=dtype, attn_implementation="eager")
    with torch.no_grad():
        for name, back in restored.items():
            base.get_submodule(name).weight.copy_(back)
    return PeftModel.from_pretrained(base, folder / "adapter", is_trainable=True).eval()


def networks(families: Path, out: Path) -> None:
    kept = {}
    for variant in VARIANTS:
        for label, quantise in FORMATS.items():
            key = f"{variant}.{label}."
            tuned = model(families / variant, quantise, torch.float32)
            kept |= {key + name: tensor for name, tensor in step(tuned).items()}
            with torch.no_grad():
                kept[key + "logits.bf16"] = model(families / variant, quantise, torch.bfloat16)(**batch(TEXTS)).logits
    save_file({name: tensor.contiguous() for name, tensor in kept.items()}, out)


if __name__ == "__main__":
    resources = Path(sys.argv[1])
    (resources / "torch").mkdir(exist_ok=True)
    tables(resources / "torch" / "quantisation.safetensors")
    networks(resources / "llm" / "family", resources / "training" / "quantised.safetensors")
