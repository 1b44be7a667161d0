"""Tokens a second, MFU and peak memory of both sides, in turn, and the aims that they are held to."""

import json
import subprocess

import flops
from sitting import Sitting, one_line

FASTER, BUSY, LEANER = 1.5, 0.5, 0.75
STEPS = 5


def at_once(sitting: Sitting, config: dict, rows: int, tokens: int) -> int:
    """Articles at once that fit without recomputation, the same for both sides: by what a layer keeps of a token.

    That is some 24 times the hidden size with us (measured on processors), and half as much again with the peer.
    """
    if not sitting.card:
        return rows
    hidden, layers = config["hidden_size"], config["num_hidden_layers"]
    kept = 2 * 1.5 * 24 * hidden * layers * tokens
    weights = 2 * (12 * hidden * hidden * layers + config["vocab_size"] * hidden)
    room = 0.9 * sitting.card.total_mib * 2**20 - weights
    while rows > 1 and rows * kept > room:
        rows //= 2
    return rows


def network(sitting: Sitting, name: str, peak: float | None, found: dict) -> None:
    options = sitting.options
    folder = sitting.network(name)
    config = json.loads((folder / "config.json").read_text())
    rows, tokens = options.rows, options.tokens
    few = at_once(sitting, config, rows, tokens)
    work = flops.training(folder, tokens)

    def ours(recompute: str, micro: int) -> dict:
        return sitting.ours("TrainingBenchmark", folder, "bf16", recompute, rows, tokens, STEPS,
                            f"device={sitting.device}", f"micro-batch={micro}")

    def theirs(recompute: list, micro: int) -> dict:
        return sitting.peers("peer_training.py", folder, "--precision", "bf16", "--rows", rows, "--tokens", tokens,
                             "--steps", STEPS, "--device", sitting.device, "--at-once", micro, "--random", *recompute)

    for key, side in (("peer, recomputing (the original)", lambda: theirs(["--recompute"], rows)),
                      ("Bunrui, keeping", lambda: ours("off", few)), ("peer, keeping", lambda: theirs([], few)),
                      ("Bunrui, recomputing", lambda: ours("on", rows))):
        try:
            run = side()
        except (SystemExit, subprocess.TimeoutExpired) as failure:
            sitting.say(f"{name:5} {key:34} FAILED: {one_line(failure)}")
            continue
        run["mfu"] = run["tokens_per_second"] * work / (peak * 1e12) if peak else None
        found[key] = run
        memory = run["card_mib"] if sitting.card else run["peak_kib"] / 1024
        sitting.say(f"{name:5} {key:34} {run['tokens_per_second']:10,.0f} tokens/s  MFU "
                    + (f"{run['mfu']:5.1%}" if peak else "    –") + f"  {memory:9,.0f} MiB  {run['at_once']} at once"
                    + (f", the memory ran out {run['ran_out']} times: its peak is the card's" if run["ran_out"] else ""))


def aims(sitting: Sitting, name: str, found: dict) -> dict:
    reached = {}

    def aim(what: str, value: float, well: bool, wanted: str) -> None:
        reached[what] = value
        sitting.say(f"{name:5} {what}: {value:.2f}, aim {wanted}: "
                    + (("reached" if well else "MISSED") if sitting.card else "says nothing of a card"))

    memory = "card_mib" if sitting.card else "peak_kib"
    original, keeping = found.get("peer, recomputing (the original)"), found.get("Bunrui, keeping")
    if original and keeping:
        ratio = keeping["tokens_per_second"] / original["tokens_per_second"]
        aim("tokens/s beside the original's", ratio, ratio >= FASTER, f"≥ {FASTER}")
    if keeping and keeping["mfu"]:
        aim("MFU with nothing recomputed", keeping["mfu"], keeping["mfu"] >= BUSY, f"≥ {BUSY}")
    for what, ours, theirs in (("both recomputing", found.get("Bunrui, recomputing"), original),
                               ("both keeping", keeping, found.get("peer, keeping"))):
        if ours and theirs and ours["at_once"] == theirs["at_once"] and not (ours["ran_out"] or theirs["ran_out"]):
            ratio = ours[memory] / theirs[memory]
            aim(f"peak memory beside the peer's, {what}", ratio, ratio <= LEANER, f"≤ {LEANER}")
    return reached


def run(sitting: Sitting, found: dict) -> None:
    measured = None
    if sitting.card:
        measured = sitting.peers("peer_products.py", "--peak")["tflops"]
    peak = sitting.options.peak or (sitting.card.tflops() if sitting.card else None) or measured
    if peak:
        sitting.say(f"MFU is of {peak:.0f} TFLOPS; a bf16 product of matrices of 8192² reaches {measured or 0:.0f} here")
    found |= {"peak_tflops": peak, "measured_tflops": measured}
    for name in sitting.options.networks:
        found[name] = {}
        try:
            network(sitting, name, peak, found[name])
        finally:
            found[name]["aims"] = aims(sitting, name, found[name])
