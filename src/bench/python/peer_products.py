"""Matrix products with frozen weights in bf16, int8 and fp8, for the shapes of the networks: prints one JSON line.

    python peer_products.py (--peak | MODEL_FOLDER) [--device cpu|cuda] [--tokens 16384]

Times are of the product alone, and with all that comes with it in a step: bringing the inputs into few bits by a scale for
each token (fp8-tensor: one for all of them), and the result back into bf16, in operators of their own, which a fused kernel
would do in less time. The error is that of the whole, beside the product in fp32; once for inputs
from a normal distribution, and once with one channel in two hundred twenty times as large, as networks of this size have
them (Dettmers et al. 2022, arXiv:2208.07339). Weights have a scale for each output, or one.
"""

import argparse
import json
import statistics
import time
from pathlib import Path

import torch

GREATEST = {torch.int8: 127, torch.float8_e4m3fn: 448}


def seconds(work) -> float:
    took = []
    for _ in range(9):
        wait()
        start = time.perf_counter()
        work()
        wait()
        took.append(time.perf_counter() - start)
    return statistics.median(took[2:])


def wait() -> None:
    if options.device == "cuda":
        torch.cuda.synchronize()


def small(x: torch.Tensor, dtype: torch.dtype, rows: bool) -> tuple:
    """A matrix in few bits, and a scale for each row, fp32 [rows, 1], or one for all, [1, 1]."""
    scale = (x.abs().amax(1, keepdim=True) if rows else x.abs().amax().view(1, 1)).float() / GREATEST[dtype]
    scaled = x.float() / scale
    return (scaled.round() if dtype == torch.int8 else scaled).to(dtype), scale


def alone(inputs, codes, each, scales) -> torch.Tensor:
    if codes.dtype == torch.int8:
        return torch._int_mm(inputs, codes.t())
    return torch._scaled_mm(inputs, codes.t(), scale_a=each, scale_b=scales.t(), out_dtype=torch.bfloat16,
                            use_fast_accum=options.device == "cuda")


def whole(x: torch.Tensor, codes: torch.Tensor, scales: torch.Tensor, rows: bool) -> torch.Tensor:
    inputs, each = small(x, codes.dtype, rows)
    sums = alone(inputs, codes, each, scales)
    return (sums.float() * each * scales.t()).bfloat16() if codes.dtype == torch.int8 else sums


def error(got: torch.Tensor, exact: torch.Tensor) -> float:
    return float((got.float() - exact).norm() / exact.norm())


def product(inputs: int, outputs: int) -> dict:
    weight = torch.randn(outputs, inputs, device=options.device).mul_(0.02).bfloat16()
    x = torch.randn(options.tokens, inputs, device=options.device).bfloat16()
    wild = x.clone()
    wild[:, ::200] *= 20
    exact, wilder = x.float() @ weight.float().t(), wild.float() @ weight.float().t()
    found = {"inputs": inputs, "outputs": outputs, "bf16": seconds(lambda: x @ weight.t()),
             "bf16_error": error(x @ weight.t(), exact)}
    for name, dtype, rows in (("int8", torch.int8, True), ("fp8", torch.float8_e4m3fn, True),
                              ("fp8-tensor", torch.float8_e4m3fn, False)):
        try:
            codes, scales = small(weight, dtype, rows)
            few, each = small(x, dtype, rows)
            found |= {name: seconds(lambda: alone(few, codes, each, scales)),
                      f"{name}_whole": seconds(lambda: whole(x, codes, scales, rows)),
                      f"{name}_error": error(whole(x, codes, scales, rows), exact),
                      f"{name}_wild_error": error(whole(wild, codes, scales, rows), wilder)}
        except (RuntimeError, NotImplementedError, AttributeError) as refused:
            found[f"{name}_refused"] = str(refused).strip().splitlines()[0][:200]
    return found


parser = argparse.ArgumentParser()
parser.add_argument("model", type=Path, nargs="?")
parser.add_argument("--peak", action="store_true")
parser.add_argument("--device", default="cuda")
parser.add_argument("--tokens", type=int, default=16384)
options = parser.parse_args()
torch.manual_seed(0)
if options.peak:
    a = torch.randn(8192, 8192, device=options.device).bfloat16()
    print(json.dumps({"tflops": 2 * 8192**3 / seconds(lambda: a @ a) / 1e12}))
else:
    config = json.loads((options.model / "config.json").read_text())
    hidden, wide = config["hidden_size"], config["intermediate_size"]
    print(json.dumps({"torch": torch.__version__, "products": [
        product(*shape) for shape in ((hidden, 3 * hidden), (hidden, hidden), (hidden, wide), (wide, hidden))]}))
