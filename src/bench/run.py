"""Runs Bunrui and its peer in turn, in one sitting, and prints the ratios.

    mvn -B -DskipTests package
    pip install torch transformers peft
    python src/bench/run.py [--model FOLDER | --family FAMILY] [--corpus LDCC_TARBALL] [--rounds 2] [--rows 32] [--tokens 512]

A ratio above 1 says that Bunrui is faster; for memory, below 1 that it needs less.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "python"))
from sides import HERE, ROOT, compile_ours, java, median, python, row

parser = argparse.ArgumentParser()
parser.add_argument("--model", default=str(ROOT / "assets" / "models" / "bunrui-mini"))
parser.add_argument("--family", help="a network of this family with random weights, in place of a model")
parser.add_argument("--corpus")
parser.add_argument("--rounds", type=int, default=2)
parser.add_argument("--rows", type=int, default=32)
parser.add_argument("--tokens", type=int, default=512)
options = parser.parse_args()

compile_ours()
if options.family:
    aside = tempfile.TemporaryDirectory()
    options.model = aside.name
    subprocess.run([sys.executable, str(HERE / "python" / "random_model.py"), options.family, aside.name], check=True)
print(f"{'':44} {'Bunrui':>12} {'peer':>12} {'':9} {'ratio':>6}")
for precision in ("fp32", "bf16"):
    for recompute in ("off", "on"):
        flag = ["--recompute"] if recompute == "on" else []
        shape = [options.rows, options.tokens]
        ours, theirs = [], []
        for _ in range(options.rounds):
            ours.append(java("TrainingBenchmark", options.model, precision, recompute, *shape, 6))
            theirs.append(python("peer_training.py", options.model, "--precision", precision, *flag,
                                 "--rows", shape[0], "--tokens", shape[1], "--steps", 6))
        name = f"{precision}, recomputation {recompute}: "
        for key, label in (("tokens_per_second", "training"), ("inference_tokens_per_second", "inference")):
            a, b = median(ours, key), median(theirs, key)
            row(name + label, a, b, a / b, "tokens/s")
        a, b = median(ours, "peak_kib") / 1024, median(theirs, "peak_kib") / 1024
        row(name + "peak memory", a, b, a / b, "MiB")
if options.corpus:
    tokenizer = Path(options.model) / "tokenizer.json"
    ours = [java("TokenizerBenchmark", tokenizer, options.corpus)]
    theirs = [python("peer_tokenizer.py", tokenizer, options.corpus)]
    assert ours[0]["tokens"] == theirs[0]["tokens"], (ours, theirs)
    a, b = ours[0]["corpus_seconds"], theirs[0]["corpus_seconds"]
    row(f"tokenising {ours[0]['texts']:,} articles", a, b, b / a, "s")
