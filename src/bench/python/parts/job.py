"""The main job by the command line: the embedded model on the livedoor corpus, on the card and on the processor."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

from sides import ROOT
from sitting import Sitting, one_line

BUNRUI = str(ROOT / "target" / "app" / "bin" / "bunrui")


def train(sitting: Sitting, device: str, data: str, epochs: int, most: float) -> dict:
    command = [BUNRUI, "train", "--model", "bunrui-mini", "--data", data, "--device", device, "--epochs", str(epochs),
               "--warmup-epochs", "1" if epochs > 1 else "0.5", "--name", f"job-{device.replace(':', '')}-{epochs}", "--json"]
    if sitting.options.small:
        command += ["--max-length", "136", "--train-share", "0.1"]
    environment = {**sitting.engine.asked, "BUNRUI_HOME": str(sitting.folder / "job")}
    start = time.monotonic()
    # A group of its own: what computes may be a child of the command, and must not outlive it.
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
                               start_new_session=True)
    try:
        out, err = process.communicate(timeout=sitting.limit(most))
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode:
        raise RuntimeError(err)
    found = json.loads(out.splitlines()[-1])
    events = [json.loads(line) for line in (Path(found["run"]) / "events.jsonl").read_text().splitlines()]
    times = [event["time"] for event in events if event.get("event") in ("start", "evaluation")]
    return {"seconds": time.monotonic() - start, "training_seconds": times[-1] - times[0], **found}


def run(sitting: Sitting, found: dict) -> None:
    data = sitting.options.corpus or "sample"
    # One epoch on both, for comparison; then as many as the experiment had, where the time is left.
    both = [("cuda:0", 1), ("cpu", 1), ("cuda:0", sitting.options.epochs)] if sitting.card else [("cpu", 1)]
    for device, epochs in both:
        try:
            run = train(sitting, device, data, epochs, 120)
        except (RuntimeError, subprocess.TimeoutExpired) as failure:
            sitting.say(f"{device:7} {epochs:2} epochs FAILED: {one_line(failure)}")
            continue
        found[f"{device}, {epochs}"] = run
        test = run["test"]
        low, high = test["f1_interval"]
        sitting.say(f"{device:7} {epochs:2} epochs of bunrui-mini on {'livedoor' if sitting.options.corpus else 'the sample'}: "
                    f"{run['seconds']:.1f} s from the command to the score, of which {run['training_seconds']:.1f} s in training "
                    f"and validation; test macro-F1 {100 * test['f1']:.2f} "
                    f"({100 * low:.2f}–{100 * high:.2f}, {test['n']} articles)")
    sitting.say("each in the precision that the program takes by itself; reading, the test and the baselines are in the "
                "whole time" + ("; a tenth of the training articles, 136 tokens of each" if sitting.options.small else ""))
    if not sitting.options.corpus:
        sitting.say("the livedoor corpus was not given (--corpus): the sample articles instead")
