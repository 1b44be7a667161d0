"""The first NVIDIA card as nvidia-smi tells of it, and how much of its memory a piece of work takes."""

import contextlib
import os
import subprocess
import threading
from dataclasses import dataclass

# Dense bf16 products with sums in fp32, in TFLOPS, by NVIDIA's data sheets; the first name that fits counts.
TFLOPS = {
    "B200": 2250, "H200": 989, "H100 PCIe": 756, "H100 NVL": 835, "H100": 989, "H800": 989, "A100": 312, "A800": 312,
    "L40S": 362, "L40": 181, "L4": 121, "A40": 150, "A30": 165, "A10": 125, "RTX 6000 Ada": 364, "RTX A6000": 155,
    "5090": 209, "4090": 165, "4080": 98, "3090": 71,
}


def ask(*arguments: str) -> str:
    return subprocess.run(["nvidia-smi", *arguments, "--format=csv,noheader,nounits"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True, timeout=30).stdout


@dataclass
class Card:
    index: str
    name: str
    total_mib: int
    driver: str

    def used(self) -> int:
        """MiB that are taken now, whoever took them."""
        return int(ask("-i", self.index, "--query-gpu=memory.used"))

    def processes(self) -> list:
        """What computes on it, one line a process; containers hide other processes' numbers."""
        return [line for line in ask("-i", self.index, "--query-compute-apps=pid,used_memory").splitlines() if line.strip()]

    def tflops(self) -> float | None:
        return next((peak for name, peak in TFLOPS.items() if name in self.name), None)


def first() -> Card | None:
    """The card that CUDA counts first; None where there is none."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES", "0").split(",")[0].strip() or "-1"
    try:
        index, name, total, driver = ask("-i", visible, "--query-gpu=index,name,memory.total,driver_version").split(", ")
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return Card(index, name, int(total), driver.strip())


class Watch:
    """Looks at a card's memory twenty times a second: peak is the most that was taken beyond what was at the start, in MiB."""

    def __init__(self, card: Card | None):
        self.card, self.peak = card, 0

    def __enter__(self) -> "Watch":
        if self.card:
            self.before = self.card.used()
            # To a terminal every line is written at once; what a pipe's buffer held would be lost in the end.
            terminal, end = os.openpty()
            self.asking = subprocess.Popen(
                ["nvidia-smi", "-i", self.card.index, "--query-gpu=memory.used", "--format=csv,noheader,nounits", "-lms", "50"],
                stdout=end, stderr=subprocess.DEVNULL)
            os.close(end)
            self.lines = os.fdopen(terminal)
            self.reading = threading.Thread(target=self.read)
            self.reading.start()
        return self

    def read(self) -> None:
        with contextlib.suppress(OSError):  # which is how a terminal ends
            for line in self.lines:
                self.peak = max(self.peak, int(line) - self.before)

    def __exit__(self, *_) -> None:
        if self.card:
            self.asking.terminate()
            self.asking.wait()
            self.reading.join()
            self.lines.close()
