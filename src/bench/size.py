"""Loads checkpoints of the sizes that are used in earnest with Bunrui and with its peer, and takes LoRA steps.

    mvn -B -DskipTests package
    pip install torch transformers peft
    python src/bench/size.py [--shape rinna-3.6b] [--rows 4] [--tokens 64] [--keep FOLDER]

Needs two times the weights on disk, and memory for the peer. The page cache is warm for both sides.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "python"))
from sides import HERE, compile_ours, java, python, row

parser = argparse.ArgumentParser()
parser.add_argument("--shape", default="rinna-3.6b")
parser.add_argument("--precision", default="bf16")
parser.add_argument("--rows", type=int, default=4)
parser.add_argument("--tokens", type=int, default=64)
parser.add_argument("--keep", type=Path)
options = parser.parse_args()
compile_ours()
folder = options.keep or Path(tempfile.mkdtemp())
try:
    if not (folder / "config.json").exists():
        subprocess.run([sys.executable, str(HERE / "python" / "published_shape.py"), options.shape, str(folder)], check=True)
    for _ in range(2):
        ours = java("LoadBenchmark", folder, options.precision)
        theirs = python("peer_load.py", folder, "--precision", options.precision)
    print(f"{options.shape}, {options.precision}{'':24} {'Bunrui':>12} {'peer':>12} {'':9} {'ratio':>6}")
    row("loading", ours["seconds"], theirs["seconds"], theirs["seconds"] / ours["seconds"], "s")
    for key, name in (("peak_kib", "peak memory"), ("resident_kib", "resident memory")):
        a, b = ours[key] / 1024, theirs[key] / 1024
        row(name, a, b, a / b, "MiB")
    weights = ours["weights_kib"] / 1024
    print(f"the weights are {weights:,.1f} MiB: peak {ours['peak_kib'] / 1024 / weights:.3f}, "
          f"resident {ours['resident_kib'] / 1024 / weights:.3f} of them")
    step = java("TrainingBenchmark", folder, options.precision, "on", options.rows, options.tokens, 3)
    print(f"LoRA steps of {options.rows} x {options.tokens} tokens: {step['tokens_per_second']:.1f} tokens/s, "
          f"peak {step['peak_kib'] / 1024:,.1f} MiB, {step['peak_kib'] / 1024 / weights:.3f} of the weights")
finally:
    if not options.keep:
        shutil.rmtree(folder)
