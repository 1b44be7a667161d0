"""A sweep given to a real Slurm, by the window and by the command line, while its jobs are ended in every way.

    mvn -B -DskipTests package && python src/robot/slurm.py OUT

Needs Debian's slurm-wlm and munge, root, Xvfb, ImageMagick and a JDK. Starts a Slurm of its own (src/test/slurm/slurm.sh)
with two nodes. The robot submits a sweep of two learning rates and two seeds on the embedded model in the real window, which
then is all that looks after it; the command line submits the same once more and follows it with `sweep watch`. Meanwhile of
each one job is killed, one is queued again by hand, one is out of time and Slurm's controller is restarted. In the end every
run must be finished, every step be in its log once, and every adapter be the same file, byte for byte, as that of the same
sweep trained here. Leaves pictures in OUT.
"""

import argparse
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

import robot

SLURM = robot.ROOT / "src" / "test" / "slurm" / "slurm.sh"
BUNRUI = str(robot.APP / "bin" / "bunrui")
EPOCHS = "80"
SWEEP = ["--model", "bunrui-mini", "--data", "sample", "--lr", "1e-3,3e-3", "--seed", "42,43", "--epochs", EPOCHS]
SWEEP += ["--batch-size", "16", "--max-length", "64"]


def wait(what, condition, seconds=900):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"it never came to this: {what}")
        time.sleep(0.5)


def steps(run):
    log = run / "events.jsonl"
    return [event["step"] for event in map(json.loads, log.read_text().splitlines()) if event["event"] == "step"] if log.exists() else []


def training(run):
    try:
        return len(steps(run)) > 8 and not (run / "metrics.json").exists()
    except json.JSONDecodeError:
        return False


class Trouble(threading.Thread):
    """Ends a sweep's jobs, without looking after them: that is left to whoever follows the sweep."""

    def __init__(self, home, name, slurm):
        super().__init__(daemon=True)
        self.runs = [home / "runs" / f"{name}-0{number}" for number in range(1, 5)]
        self.book = home / "runs" / name / "slurm" / "jobs.json"
        self.slurm = slurm
        self.done = []

    def job(self, run):
        """What Slurm calls the job of a run."""
        book = json.loads(self.book.read_text())
        element = next(number for number, runs in enumerate(book["elements"]) if run.name in runs)
        number = [each["job"] for each in book["submissions"] if element in each["elements"]][-1]
        return f"{number}_{element}"

    def run(self):
        wait("two runs train", lambda: sum(map(training, self.runs)) == 2)
        first, second = [run for run in self.runs if training(run)]
        self.tell("scancel", "--signal=KILL", self.job(first))
        self.tell("scontrol", "requeue", self.job(second))
        others = [run for run in self.runs if run not in (first, second)]
        wait("another trains", lambda: any(map(training, others)))
        third = next(run for run in others if training(run))
        subprocess.run([SLURM, "restart", self.slurm], check=True)
        self.done.append("controller restarted")
        self.tell("scontrol", "update", f"JobId={self.job(third)}", "TimeLimit=1")

    def tell(self, *command):
        subprocess.run(command, check=True)
        self.done.append(" ".join(command))


def check(home, name):
    """What is wrong with a sweep in the end, beside the same one trained here."""
    wrong = []
    for number in range(1, 5):
        run, local = (home / "runs" / f"{sweep}-0{number}" for sweep in (name, "local"))
        if not (run / "metrics.json").exists():
            wrong.append(f"{run.name} is not finished")
            continue
        logged = steps(run)
        if logged != list(range(1, len(logged) + 1)):
            wrong.append(f"{run.name} has not each step once")
        settings = [json.loads((folder / "run.json").read_text())["settings"] for folder in (run, local)]
        if any(settings[0][key] != settings[1][key] for key in ("learning_rate", "seed") if key in settings[0]):
            wrong.append(f"{run.name} and {local.name} are not the same settings")
        digests = [
            hashlib.sha256((folder / "adapter" / "adapter_model.safetensors").read_bytes()).hexdigest()
            for folder in (run, local)
        ]
        if digests[0] != digests[1]:
            wrong.append(f"the adapters of {run.name} and {local.name} differ")
    starts = sorted((home / "runs" / name / "slurm").glob("*.starts"))
    lines = [line for file in starts for line in file.read_text().splitlines()]
    nodes = {line.split()[1] for line in lines}
    print(f"{name}: {len(lines)} beginnings of {len(starts)} jobs on {', '.join(sorted(nodes))}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--display", type=int, default=95)
    parser.add_argument("--language", choices=("ja", "en"), default="ja")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    options = parser.parse_args()
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    robot.build()
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder) / "home"
        slurm = str(pathlib.Path(folder) / "slurm")
        subprocess.run([SLURM, "start", slurm], check=True)
        os.environ |= {"SLURM_CONF": f"{slurm}/slurm.conf", "BUNRUI_HOME": str(home)}
        try:
            trouble = Trouble(home, "window", slurm)
            trouble.start()
            with robot.display(1280, 720, options.display) as on:
                arguments = {"do": "cluster", "out": out, "language": options.language}
                arguments |= {"theme": options.theme, "epochs": EPOCHS}
                robot.run([BUNRUI], on, home, arguments, LANG="ja_JP.UTF-8")
            print("window:", "; ".join(trouble.done), flush=True)
            trouble = Trouble(home, "line", slurm)
            trouble.start()
            subprocess.run([BUNRUI, "sweep", *SWEEP, "--name", "line", "--on", "slurm", "--runs-per-job", "1"], check=True)
            subprocess.run([BUNRUI, "sweep", "watch", "line"], check=True)
            print("line:", "; ".join(trouble.done), flush=True)
        finally:
            subprocess.run([SLURM, "stop", slurm], check=False)
        # Sums come out a little differently with other threads: a node has one core, and each of two workers has one here.
        two = os.environ | {"OMP_NUM_THREADS": "2", "BUNRUI_DEVICES": "cpu,cpu"}
        subprocess.run([BUNRUI, "sweep", *SWEEP, "--name", "local", "--background"], check=True, env=two)
        subprocess.run([BUNRUI, "sweep", "watch", "local"], check=True, env=two)
        for name in ("window", "line"):
            wrong += check(home, name)
    print("\n".join(wrong) or "all runs ended, with the adapters of the sweep that was trained here")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
