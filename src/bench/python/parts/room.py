"""The 3.6b network in 8 GB: 4-bit weights, and all else as the program decides by itself when the memory runs out."""

import contextlib
import json
import subprocess
import sys

from sides import HERE
from sitting import Sitting

MIB = 8192
SMALL_LIMIT = 4 << 20  # bytes, so that the memory runs out on a processor, too


@contextlib.contextmanager
def ballast(sitting: Sitting):
    """Another process holds what a card has beyond 8 GB."""
    command = [sys.executable, str(HERE / "python" / "peer_ballast.py"), str(MIB)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        if not (said := process.stdout.readline()):
            raise RuntimeError(process.stderr.read())
        sitting.say(f"another process holds the card's memory but for {json.loads(said)['free_mib']:,} MiB")
        yield
    finally:
        process.stdin.close()
        process.wait(timeout=30)


def run(sitting: Sitting, found: dict) -> None:
    name = "3.6b" if "3.6b" in sitting.options.networks else sitting.options.networks[0]
    folder = sitting.network(name)
    rows, tokens = sitting.options.rows, sitting.options.tokens
    arguments = ["TrainingBenchmark", folder, "bf16", "auto", rows, tokens, 3, "weights=nf4", f"device={sitting.device}"]
    if sitting.card:
        held = ballast(sitting) if sitting.card.total_mib > MIB else contextlib.nullcontext()
        with held:
            found |= sitting.ours(*arguments)
    else:
        found |= sitting.ours(*arguments, options=(f"-Dbunrui.memory-limit={SMALL_LIMIT}",))
    memory = found["card_mib"] if sitting.card else found["peak_kib"] / 1024
    sitting.say(f"{name} NF4, batch {rows} × {tokens}: trains at {found['tokens_per_second']:,.0f} tokens/s, {found['at_once']} "
                f"articles at once after the memory ran out {found['ran_out']} times, peak {memory:,.0f} MiB"
                + ("" if sitting.card else
                   f" of the process; on the processor, with a limit of {SMALL_LIMIT >> 20} MiB on tensors"))
