"""Whether the card's memory is free again: after all runs, and after a training that is killed in its midst."""

import os
import signal
import subprocess
import time

from parts.job import BUNRUI
from sitting import Sitting

SLACK_MIB = 16  # what the driver itself takes now and then
PATIENCE = 15


def free_again(sitting: Sitting, before: int) -> tuple:
    """Seconds until the card has no more taken than before, or None; and what is taken then."""
    start = time.monotonic()
    while (used := sitting.card.used()) > before + SLACK_MIB:
        if time.monotonic() - start > PATIENCE:
            return None, used
        time.sleep(0.1)
    return time.monotonic() - start, used


def tell(sitting: Sitting, found: dict, what: str, before: int) -> None:
    seconds, used = free_again(sitting, before)
    found[what] = {"before_mib": before, "after_mib": used, "seconds": seconds, "processes": sitting.card.processes()}
    sitting.say(f"{what}: {used} MiB taken, {before} MiB before: "
                + (f"free after {seconds:.1f} s" if seconds is not None else f"NOT FREE after {PATIENCE} s")
                + f"; computing on the card: {'; '.join(sitting.card.processes()) or 'nothing'}")


def mid_training(sitting: Sitting) -> subprocess.Popen:
    """A training that has taken its first steps, in a group of processes of its own."""
    home = sitting.folder / "killed"
    command = [BUNRUI, "train", "--model", "bunrui-mini", "--data", "sample", "--epochs", "1000", "--name", "killed",
               "--device", "cuda:0" if sitting.card else "cpu"]
    process = subprocess.Popen(command, env={**sitting.engine.asked, "BUNRUI_HOME": str(home)}, start_new_session=True,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    log = home / "runs" / "killed" / "events.jsonl"
    end = time.monotonic() + sitting.limit(60)
    while not (log.exists() and '"step"' in log.read_text()):
        if process.poll() is not None:
            raise RuntimeError(process.stderr.read())
        if time.monotonic() > end:
            os.killpg(process.pid, signal.SIGKILL)
            raise RuntimeError("took no step within its time")
        time.sleep(0.1)
    return process


def run(sitting: Sitting, found: dict) -> None:
    if sitting.card:
        tell(sitting, found, "after all runs", sitting.used_at_first)
        before = sitting.card.used()
    process = mid_training(sitting)
    during = sitting.card.used() if sitting.card else 0
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if not sitting.card:
        found["after a killed training"] = {"exit": process.returncode}
        sitting.say(f"a training was killed after its first steps (exit {process.returncode}); there is no card to look at here")
        return
    sitting.say(f"in the midst of the training {during} MiB were taken")
    tell(sitting, found, "after a killed training", before)
