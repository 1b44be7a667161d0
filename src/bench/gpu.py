"""All that is to be measured on a machine with an NVIDIA card, in one sitting of less than ten minutes.

    mvn -B -DskipTests package
    pip install torch==2.7.1 transformers peft
    python src/bench/gpu.py [--corpus LDCC_TARBALL] [--networks 1b,3.6b,7b] [--libtorch DIR] [--out target/gpu.json]

Bunrui computes through DJL with the build of PyTorch in --libtorch if the program finds that it fits (by default that of
this Python, so that both sides use the same one), or else with DJL's own, which `bunrui runtime download` fetches; the peer
is Transformers and PEFT in this Python. Networks have the published shapes and random weights; LoRA r 32 on
query_key_value, bf16. Parts, in this order:

    check     logits and losses of a small network on processor and card, and by the peer
    speed     tokens/s, MFU and peak memory of both sides in turn, beside the aims
    room      the 3.6b network with 4-bit weights in 8 GB
    profile   where the time of a step of ours goes
    products  matrix products in int8 and fp8 beside bf16, and a training with those in int8
    job       the embedded model on the livedoor corpus, on the card and on the processor
    release   whether the card's memory is free after the runs, and after a training that was killed

Each part has its share of the time (more with --minutes); what no longer fits is skipped and named. A part that fails
costs one line. What a side took of a card's memory is what nvidia-smi tells beyond what was taken before, CUDA's own part
and the allocator's reserve included, the same for both sides.

    python src/bench/gpu.py --small

does all of it on the processor with networks of a sixteenth of the width: a trial of the script, which says nothing of a
card. The script has been run in this way only, on two cores; it has not met a card yet.
"""

import argparse
import importlib
import json
import platform
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "python"))
import card as cards
from engine import Engine, package, version
from sides import ROOT, compile_ours
from sitting import MINUTES, NETWORKS, OutOfTime, Sitting, one_line

# Seconds, of a sitting of 9.5 minutes.
SHARES = {"check": 50, "speed": 225, "room": 50, "profile": 50, "products": 60, "job": 105, "release": 25}

parser = argparse.ArgumentParser()
parser.add_argument("--small", action="store_true")
parser.add_argument("--corpus")
parser.add_argument("--networks", default="1b,3.6b,7b", type=lambda text: text.split(","))
parser.add_argument("--parts", default=",".join(SHARES), type=lambda text: text.split(","))
parser.add_argument("--libtorch", type=Path, default=package() / "lib")
parser.add_argument("--rows", type=int)
parser.add_argument("--tokens", type=int)
parser.add_argument("--epochs", type=int, default=10, help="of the main job on the card, beside one epoch on both")
parser.add_argument("--peak", type=float, help="what the card does at most in bf16, in TFLOPS, if its name does not tell")
parser.add_argument("--minutes", type=float, default=MINUTES)
parser.add_argument("--out", type=Path, default=ROOT / "target" / "gpu.json")
options = parser.parse_args()
unknown = [name for name in options.networks if name not in NETWORKS] + [name for name in options.parts if name not in SHARES]
if unknown:
    sys.exit(f"not known: {', '.join(unknown)}")
options.rows = options.rows or (8 if options.small else 32)
options.tokens = options.tokens or (64 if options.small else 512)

start = time.monotonic()
card = None if options.small else cards.first()
if not (card or options.small):
    sys.exit("nvidia-smi tells of no card here; --small tries the script on the processor")
compile_ours()
with tempfile.TemporaryDirectory(prefix="bunrui-gpu-") as aside:
    used_at_first = card.used() if card else 0
    try:
        engine = Engine(options.libtorch, Path(aside) / "home")
    except (Exception, SystemExit) as failure:
        sys.exit(f"Bunrui does not start: {one_line(failure)}")
    sitting = Sitting(options, card, engine, Path(aside), start + 60 * options.minutes, used_at_first)
    where = (f"{card.name}, {card.total_mib} MiB, driver {card.driver}" if card
             else f"NO CARD: the processor, {platform.machine()}")
    print(f"on: {where}")
    print(f"batch {options.rows} × {options.tokens} tokens; networks " + ", ".join(
        NETWORKS[name] + (" at a sixteenth" if options.small else "") for name in options.networks))
    print(engine.versions())
    print(f"Bunrui on the card: {engine.says}", flush=True)
    results = {"on": where, "small": options.small, "rows": options.rows, "tokens": options.tokens,
               "builds": engine.versions(), "says": engine.says, "peer_torch": version(package()), "parts": {}}
    if card and not engine.used:
        sys.exit("Bunrui would compute on the processor here: there is nothing to compare")
    for number, part in enumerate(options.parts):
        found, begun = {}, time.monotonic()
        print(f"{part}", flush=True)
        sitting.said = []
        sitting.part_end = begun + SHARES[part] * max(1, options.minutes / MINUTES)
        if part != "release" and "release" in options.parts[number:]:
            sitting.part_end = min(sitting.part_end, sitting.end - SHARES["release"])
        try:
            importlib.import_module(f"parts.{part}").run(sitting, found)
        except OutOfTime:
            sitting.say(f"SKIPPED: the rest of {part} no longer fits in its share of {SHARES[part]} s, "
                        f"or in {options.minutes:g} minutes")
        except (Exception, SystemExit) as failure:
            sitting.say(f"FAILED: {one_line(failure)}")
        results["parts"][part] = {"seconds": time.monotonic() - begun, "said": sitting.said, "found": found}
        options.out.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
print(f"{time.monotonic() - start:.0f} s; the figures are in {options.out}"
      + ("" if card else "; nothing of this ran on a card"))
