"""What the parts of gpu.py share: the machine, both sides, the networks, and the time that is left."""

import argparse
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from card import Card, Watch
from engine import Engine
from sides import HERE, python

NETWORKS = {"1b": "open-calm-1b", "3.6b": "rinna-3.6b", "7b": "open-calm-7b"}
MINUTES = 9.5
LEAST = 5  # seconds; nothing is begun for less


class OutOfTime(Exception):
    """What was to come no longer fits."""


def one_line(failure: BaseException) -> str:
    """What a process or a part failed of, in so many words as fit in a line."""
    if isinstance(failure, subprocess.TimeoutExpired):
        return f"took more than the {failure.timeout:.0f} s that were left to it"
    lines = (str(failure).strip() or repr(failure)).splitlines()
    telling = [line for line in lines if re.search("Exception|Error|refuse", line)]
    return (telling or lines)[-1].strip()[:300]


@dataclass
class Sitting:
    options: argparse.Namespace
    card: Card | None
    engine: Engine
    folder: Path
    end: float
    used_at_first: int
    part_end: float = 0
    said: list = field(default_factory=list)

    @property
    def device(self) -> str:
        return "cuda" if self.card else "cpu"

    def say(self, line: str) -> None:
        self.said.append(line)
        print("  " + line, flush=True)

    def limit(self, most: float) -> float:
        """Seconds that a process may take, of so many if the sitting is as long as it is meant to be."""
        left = min(self.part_end, self.end) - time.monotonic()
        if left < LEAST:
            raise OutOfTime
        return min(most * max(1, self.options.minutes / MINUTES), left)

    def network(self, name: str) -> Path:
        """The folder of one of the networks, made when it is first asked for."""
        folder = self.folder / name
        if not (folder / "pytorch_model.bin").exists():
            small = ["--sixteenth"] if self.options.small else []
            subprocess.run([sys.executable, str(HERE / "python" / "published_shape.py"), NETWORKS[name], str(folder),
                            "--light", *small], check=True, timeout=self.limit(60))
        return folder

    def ours(self, main: str, *arguments, most: float = 75, options: tuple = (), **environment) -> dict:
        """One benchmark in Java; with the memory of the card that it took."""
        with Watch(self.card) as watch:
            found = self.engine.java(main, *arguments, limit=self.limit(most), options=options, **environment)
        return {**found, "card_mib": watch.peak}

    def peers(self, script: str, *arguments, most: float = 75) -> dict:
        with Watch(self.card) as watch:
            found = python(script, *arguments, limit=self.limit(most))
        return {**found, "card_mib": watch.peak}
