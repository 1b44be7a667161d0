"""Trains with the frozen weights kept in full, in 8 bits and in 4, and multiplied in 8; prints speeds and peaks of memory.

    mvn -B -DskipTests package
    pip install torch transformers
    python src/bench/weights.py [--hidden 1024] [--layers 24] [--precision bf16] [--rows 4] [--tokens 256]

What it does to the scores is told by a sweep: bunrui sweep --model ID --data livedoor --weights full,int8,nf4,w8a8 --seeds 3
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "python"))
from sides import HERE, compile_ours, java

parser = argparse.ArgumentParser()
parser.add_argument("--family", default="gpt_neox")
parser.add_argument("--hidden", type=int, default=1024)
parser.add_argument("--layers", type=int, default=24)
parser.add_argument("--precision", default="bf16")
parser.add_argument("--rows", type=int, default=4)
parser.add_argument("--tokens", type=int, default=256)
options = parser.parse_args()

compile_ours()
with tempfile.TemporaryDirectory() as folder:
    shape = ["--hidden", str(options.hidden), "--layers", str(options.layers)]
    subprocess.run([sys.executable, str(HERE / "python" / "random_model.py"), options.family, folder, *shape], check=True)
    print(f"{'weights':8} {'recomputation':14} {'training':>16} {'inference':>16} {'peak memory':>14}")
    for weights in ("full", "int8", "nf4", "w8a8"):
        for recompute in ("off", "on"):
            run = java("TrainingBenchmark", folder, options.precision, recompute, options.rows, options.tokens, 5,
                       f"weights={weights}")
            print(f"{weights:8} {recompute:14} {run['tokens_per_second']:9,.1f} token/s "
                  f"{run['inference_tokens_per_second']:8,.1f} token/s {run['peak_kib'] / 1024:10,.1f} MiB", flush=True)
