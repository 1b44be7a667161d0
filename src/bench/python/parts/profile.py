"""Where a step's time goes, by the engine's own record of a training step of ours.

The record is of when operators return. On a card the step is recorded with every launch waited for
(CUDA_LAUNCH_BLOCKING=1), so that an operator's time is its kernels' and their launch; the step as it usually is, is timed
apart, and what it takes beyond the operators' time is when the card waits for the host.
"""

import collections
import json
from pathlib import Path

from sitting import Sitting

WITHIN = {"kept": "dropout", "adamw": "optimiser", "restore": "weights brought back", "loss": "head and loss"}
KINDS = [
    ("matrix products", ("mm", "addmm", "bmm", "linear", "matmul", "mkldnn_linear", "baddbmm")),
    ("norms", ("native_layer_norm", "native_layer_norm_backward", "rsqrt", "pow", "mean")),
    ("activations", ("gelu", "gelu_backward", "silu", "silu_backward", "relu", "threshold_backward")),
    ("copies", ("copy_", "cat", "clone", "contiguous", "zero_", "fill_", "item", "_local_scalar_dense")),
    ("other elementwise", ("mul", "mul_", "add", "add_", "addcmul", "neg", "sub", "div", "sum", "ge", "arange")),
]


def kind(name: str) -> str:
    operator = name.removeprefix("aten::")
    if "scaled_dot_product" in operator or "attention" in operator:
        return "attention"
    return next((label for label, names in KINDS if operator in names), "views and bookkeeping")


def classes(trace: list) -> dict:
    """Seconds of each kind: every event's own time, without that of the events within it."""
    shares = collections.Counter()
    for thread in {event["tid"] for event in trace}:
        events = sorted((e for e in trace if e["tid"] == thread), key=lambda e: (e["ts"], -e["dur"]))
        open_events = []  # each with its end, its kind, and whether all within it is of that kind
        for event in events:
            while open_events and event["ts"] >= open_events[-1][0]:
                open_events.pop()
            label, closed = WITHIN.get(event["name"]), True
            if open_events and open_events[-1][2]:
                label = open_events[-1][1]
            elif label is None:
                label, closed = kind(event["name"]), False
            shares[label] += event["dur"] / 1e6
            if open_events:
                shares[open_events[-1][1]] -= event["dur"] / 1e6
            open_events.append((event["ts"] + event["dur"], label, closed))
    return dict(shares.most_common())


def run(sitting: Sitting, found: dict) -> None:
    name = "3.6b" if "3.6b" in sitting.options.networks else sitting.options.networks[0]
    rows = min(8, sitting.options.rows)
    shape = [sitting.network(name), "bf16", "off", rows, sitting.options.tokens, 4, f"device={sitting.device}"]
    usual = sitting.ours("TrainingBenchmark", *shape)["step_seconds"]
    file = sitting.folder / "trace.json"
    blocking = {"CUDA_LAUNCH_BLOCKING": "1"} if sitting.card else {}
    recorded = sitting.ours("TrainingBenchmark", *shape, f"profile={file}", **blocking)["last_step_seconds"]
    shares = classes(json.loads(Path(file).read_text()))
    within = sum(shares.values())
    found |= {"network": name, "rows": rows, "usual_seconds": usual, "recorded_seconds": recorded, "shares": shares}
    sitting.say(f"{name}, {rows} × {sitting.options.tokens} tokens, nothing recomputed: a step takes {usual * 1e3:.1f} ms, "
                f"recorded {recorded * 1e3:.1f} ms, of which {within * 1e3:.1f} ms in operators")
    for label, seconds in shares.items():
        sitting.say(f"  {label:24} {seconds * 1e3:9.2f} ms {seconds / within:6.1%}")
    sitting.say(f"  outside of operators     {(recorded - within) * 1e3:9.2f} ms; "
                + (f"the card waits for the host at least {max(0, usual - within) * 1e3:.2f} ms of a usual step"
                   if sitting.card else "on the processor, nothing of this ran on a card"))
