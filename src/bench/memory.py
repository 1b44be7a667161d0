"""Plans the memory of runs as the window does, then trains them, and prints what they were planned to take and what they took.

    mvn -B -DskipTests package
    pip install torch transformers
    python src/bench/memory.py [--only NUMBER,NUMBER]

Networks have random weights; articles are random words, all of them as long as the model may read. What is measured is
the most that the process of `bunrui train` held in memory, on the processor.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "python"))
from sides import HERE, ROOT, compile_ours, java

MIB = 1 << 20
NETWORKS = {
    "neox": ("gpt_neox", 512, 8),
    "wide": ("gpt_neox", 1024, 6),
    "llama": ("llama", 512, 8),
    "gpt2": ("gpt2", 768, 4),
}
SETTINGS = [
    ("neox", "precision=fp32 recompute=off max-length=512"),
    ("neox", "precision=bf16 recompute=off max-length=512"),
    ("neox", "precision=fp32 recompute=on max-length=512"),
    ("neox", "precision=fp32 recompute=off max-length=512 micro-batch=16"),
    ("neox", "precision=fp32 recompute=off max-length=64 lora-r=128"),
    ("wide", "precision=bf16 recompute=on max-length=512 micro-batch=8"),
    ("wide", "precision=fp32 recompute=off max-length=256"),
    ("llama", "precision=fp32 recompute=off max-length=512"),
    ("llama", "precision=bf16 recompute=off max-length=1024 micro-batch=4"),
    ("gpt2", "precision=fp32 recompute=off max-length=512 micro-batch=8"),
    ("neox", "precision=fp32 weights=int8 recompute=off max-length=512"),
    ("wide", "precision=bf16 weights=nf4 recompute=on max-length=512"),
    ("llama", "precision=fp32 recompute=off max-length=256 batch-size=6 micro-batch=6"),
    ("wide", "precision=bf16 weights=w8a8 recompute=off max-length=512 micro-batch=8"),
]


def articles(file: Path, words: int) -> None:
    draw = random.Random(1)
    with file.open("w", encoding="utf-8") as out:
        for i in range(40):
            body = " ".join(f"w{draw.randrange(8, 16000)}" for _ in range(words))
            out.write(json.dumps({"title": f"w{i}", "body": body, "label": "abc"[i % 3]}) + "\n")


def peak_mib(command: list, home: Path) -> float:
    environment = {**os.environ, "BUNRUI_HOME": str(home)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(said[-2000:])
    return usage.ru_maxrss / 1024


parser = argparse.ArgumentParser()
parser.add_argument("--only", default=",".join(map(str, range(1, len(SETTINGS) + 1))))
wanted = [int(number) for number in parser.parse_args().only.split(",")]
compile_ours()
print(f"{'':64} {'planned':>8} {'took':>8} {'ratio':>6}   MiB")
with tempfile.TemporaryDirectory() as aside:
    for number in wanted:
        name, options = SETTINGS[number - 1]
        family, hidden, layers = NETWORKS[name]
        model = Path(aside) / name
        if not model.exists():
            subprocess.run([sys.executable, str(HERE / "python" / "random_model.py"), family, str(model),
                            "--hidden", str(hidden), "--layers", str(layers)], check=True)
        options = dict(option.split("=") for option in options.split())
        data = Path(aside) / "articles.jsonl"
        articles(data, int(options["max-length"]) + 8)
        arguments = [f"{key}={value}" for key, value in options.items()]
        planned = java("PlanBenchmark", model, data, *arguments)
        command = [str(ROOT / "target" / "app" / "bin" / "bunrui"), "train", "--model", str(model), "--data", str(data),
                   "--epochs", "1", "--name", f"run{number}"]
        for key, value in options.items():
            command += [f"--{key}", value]
        took = peak_mib(command, Path(aside) / "home")
        ratio = planned["total"] / took
        print(f"{name} {' '.join(arguments):58} {planned['total']:8.0f} {took:8.0f} {ratio:6.2f}   "
              + " ".join(f"{part} {planned[part]:.0f}" for part in ("weights", "adapter", "activations", "program")), flush=True)
