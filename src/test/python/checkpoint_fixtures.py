"""Makes the fixtures that the readers of checkpoints are held to: files that PyTorch wrote.

    pip install torch safetensors
    python src/test/python/checkpoint_fixtures.py src/test/resources/dev/bunrui/llm/checkpoint

Beside each {@code .bin} lies a {@code .safetensors} with the same tensors, each made contiguous.
"""

import sys
from collections import OrderedDict
from pathlib import Path

import torch
from safetensors.torch import save_file

TYPES = ["float32", "float16", "bfloat16", "float64", "int64", "int32", "int16", "int8", "uint8", "bool"]


def every_type():
    grid = torch.tensor([[0.0, -0.0, 1.0, -1.5], [3.14159, 1e-8, 65504.0, -6.1e-5], [2**-24, float("inf"), -1e-3, 7.0]])
    whole = torch.tensor([[0, 1, 2], [-3, 100, 127]])
    return {name: (grid if getattr(torch, name).is_floating_point else whole.abs() if name == "uint8" else whole)
            .to(getattr(torch, name)) for name in TYPES}


def views():
    torch.manual_seed(7)
    base = torch.randn(6, 5, dtype=torch.float16)
    cube = torch.randn(3, 4, 5)
    return {
        "base": base, "same": base, "rows": base[2:4], "row": base[3], "number": base[2, 3], "columns": base[:, 1:3],
        "every second": base[::2], "transposed": base.T, "expanded": base[1].expand(4, 5),
        "permuted": cube.permute(2, 0, 1), "a slice of a slice": cube[1:, 1:3, ::2], "flat": cube.view(-1)[7:31],
        "scalar": torch.tensor(2.5), "empty": torch.zeros(0, 4), "empty slice": base[6:],
        "parameter": torch.nn.Parameter(cube[2]), "名前": torch.tensor([1.0]),
    }


def save(folder: Path, name: str, tensors: dict, **how) -> None:
    torch.save(tensors, folder / f"{name}.bin", **how)
    save_file({key: value.detach().contiguous().clone() for key, value in tensors.items()},
              folder / f"{name}.safetensors")


if __name__ == "__main__":
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    save(out, "types", OrderedDict(every_type()))
    save(out, "views", views())
    module = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.LayerNorm(2)).to(torch.bfloat16)
    save(out, "module", module.state_dict())
    torch.serialization.set_crc32_options(False)
    save(out, "unsummed", every_type())
    torch.serialization.set_crc32_options(True)
    torch.save(every_type(), out / "old.bin", _use_new_zipfile_serialization=False)
    torch.save(module, out / "called.bin")
    torch.save([torch.zeros(2)], out / "list.bin")
    torch.save({"weight": torch.zeros(2).to(torch.float8_e4m3fn)}, out / "float8.bin")
