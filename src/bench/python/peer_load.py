"""Loads a backbone with Transformers: prints one JSON line with the seconds and the memory that it takes.

    python peer_load.py MODEL_FOLDER --precision fp32|bf16
"""

import argparse
import json
import time

import torch
from transformers import AutoModel


def memory() -> dict:
    with open("/proc/self/status") as status:
        fields = dict(line.split(":", 1) for line in status)
    return {key: int(fields[field].split()[0]) for key, field in
            (("peak_kib", "VmHWM"), ("resident_kib", "VmRSS"), ("anonymous_kib", "RssAnon"))}


parser = argparse.ArgumentParser()
parser.add_argument("model")
parser.add_argument("--precision", choices=("fp32", "bf16"), required=True)
options = parser.parse_args()
start = time.perf_counter()
model = AutoModel.from_pretrained(options.model, dtype=torch.bfloat16 if options.precision == "bf16" else torch.float32)
print(json.dumps({"seconds": time.perf_counter() - start, **memory()}))
