"""Makes the fixtures that hold networks with products in 8 bits to Transformers and PEFT with such products.

    pip install torch transformers peft
    python src/test/python/products_fixtures.py src/test/resources/dev/bunrui

Reads the networks of family_fixtures.py. The products of the layers' linear maps are replaced by ones that PyTorch is told
to differentiate as SwitchBack says (Wortsman et al. 2023, arXiv:2304.13013): the inputs, and the gradient on its way back,
in 8 bits by a scale of each token, the frozen weights by a scale of each output. The sums are made in fp64, where they are
exact. In the last layer, of which Bunrui computes queries for one token and keys and values for all, the gradient of either
has a scale of its own, also where one matrix makes all three.
"""

import sys
from pathlib import Path

import torch
from peft import PeftModel
from safetensors.torch import save_file
from transformers import AutoModelForSequenceClassification
from transformers.pytorch_utils import Conv1D

from family_fixtures import CLASSES, TEXTS, batch, step

VARIANTS = ["gpt2", "neox-odd", "qwen2-window", "gemma3"]


def eight_bits(rows: torch.Tensor) -> tuple:
    """Codes and, for each row, its step."""
    greatest = rows.float().abs().amax(1, keepdim=True).clamp_min(1e-30)
    return (rows.float() * (127 / greatest)).round().double(), greatest / 127


class Product(torch.autograd.Function):
    @staticmethod
    def forward(context, x, codes, steps, bias, parts):
        context.save_for_backward(codes, steps)
        context.parts = parts
        context.dtype = x.dtype
        few, each = eight_bits(x.flatten(0, -2))
        y = (few @ codes.T).float() * each * steps.T
        y = y if bias is None else y + bias.float()
        return y.to(x.dtype).view(*x.shape[:-1], -1)

    @staticmethod
    def backward(context, gradient):
        codes, steps = context.saved_tensors
        scaled = gradient.flatten(0, -2).float() * steps.T
        back = 0
        for part in context.parts:
            few, each = eight_bits(scaled[:, part])
            back = back + ((few @ codes[part]).float() * each).to(context.dtype)
        return back.view(*gradient.shape[:-1], -1), None, None, None, None


def parts(name: str, outputs: int, config) -> list:
    """The outputs whose gradients share a scale."""
    rows = torch.arange(outputs)
    if name.endswith(f".{config.num_hidden_layers - 1}.attn.c_attn"):
        query = rows < outputs // 3
    elif name.endswith(f".{config.num_hidden_layers - 1}.attention.query_key_value"):
        query = rows // (config.hidden_size // config.num_attention_heads) % 3 == 0
    else:
        return [rows]
    return [rows[query], rows[~query]]


def replace(module, weight: torch.Tensor, of) -> None:
    codes, steps = eight_bits(weight.T.contiguous() if isinstance(module, Conv1D) else weight)
    module.forward = lambda x: Product.apply(x, codes, steps, module.bias, of(len(codes)))


def model(folder: Path, dtype):
    load = dict(num_labels=CLASSES, attn_implementation="eager")
    exact = AutoModelForSequenceClassification.from_pretrained(folder / "model", dtype=torch.float32, **load)
    base = AutoModelForSequenceClassification.from_pretrained(folder / "model", dtype=dtype, **load)
    for name, module in base.named_modules():
        if name != "score" and isinstance(module, (torch.nn.Linear, Conv1D)):
            replace(module, exact.get_submodule(name).weight.detach(),
                    lambda outputs, name=name: parts(name, outputs, base.config))
    return PeftModel.from_pretrained(base, folder / "adapter", is_trainable=True).eval()


if __name__ == "__main__":
    resources = Path(sys.argv[1])
    kept = {}
    for variant in VARIANTS:
        folder = resources / "llm" / "family" / variant
        kept |= {f"{variant}.{name}": tensor for name, tensor in step(model(folder, torch.float32)).items()}
        with torch.no_grad():
            kept[f"{variant}.logits.bf16"] = model(folder, torch.bfloat16)(**batch(TEXTS)).logits
    save_file({name: tensor.contiguous() for name, tensor in kept.items()}, resources / "training" / "products.safetensors")
