"""A folder of thousands of runs, made of one real run, and hundreds in it that go on as if they were worked on.

What runs have of their own is written anew (settings, result, log); what is large and does not matter here (adapter,
predictions) is the real run's, linked, so that ten thousand runs take some hundred MB.
"""

import copy
import datetime
import fcntl
import json
import os
import pathlib
import random
import resource
import shutil
import threading
import time

LOGS = 40  # as many different logs there are; a run has one of them
RATES = ["1e-4", "2e-4", "5e-4", "1e-3", "2e-3"]
BATCHES = ["8", "16", "32"]
RANKS = ["4", "8", "16", "32"]
TEMPLATES = ["0", "1", "2"]
LIVE_STEPS = 1000


def instant(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat().replace("+00:00", "Z")


def values(number):
    return {
        "lr": RATES[number % 5],
        "batch-size": BATCHES[number // 5 % 3],
        "lora-r": RANKS[number // 15 % 4],
        "template": TEMPLATES[number // 60 % 3],
        "seed": str(1 + number // 180),
    }


class Crowd:
    """Writes the runs of a folder."""

    def __init__(self, real, steps):
        self.runs = real.parent
        self.real = real
        self.manifest = json.loads((real / "run.json").read_text())
        self.metrics = json.loads((real / "metrics.json").read_text())
        self.chance = random.Random(1)
        self.clock = time.time() - 40 * 86_400
        self.store = real.parents[1] / "store"
        self.store.mkdir()
        for number in range(LOGS):
            (self.store / f"{number}.jsonl").write_text(self.log(steps))

    def log(self, steps):
        """A finished run's log, as long as that of so many steps; the real one's is of 88."""
        first, evaluated, last = [], [], []
        step = reading = None
        for line in (self.real / "events.jsonl").read_text().splitlines():
            event = json.loads(line)
            if event["event"] == "step":
                step = event
            elif event["event"] == "reading":
                reading = event
            elif event["event"] == "evaluation":
                evaluated.append(event)
            elif event["event"] == "start":
                first.append(event | {"steps": steps, "steps_per_epoch": steps // 8})
            else:
                (last if evaluated else first).append(event)
        lines = first + evaluated[:1]
        for number in range(1, steps + 1):
            lines.append(step | {"step": number, "epoch": 1 + number * 8 // (steps + 1), "loss": 2 * self.chance.random()})
            if number % 10 == 0:
                lines.append(reading | {"step": number})
            if number % (steps // 8) == 0:
                lines.append(evaluated[min(8, number // (steps // 8))] | {"f1": self.chance.random(), "best": True})
        return "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines + last)

    def settings(self, chosen):
        return self.manifest["settings"] | {
            "lr": float(chosen["lr"]), "batch_size": int(chosen["batch-size"]), "lora_r": int(chosen["lora-r"]),
            "template": chosen["template"], "seed": int(chosen["seed"]),
        }  # fmt: skip

    def begun(self, name, chosen, sweep):
        """A run's request and manifest."""
        path = self.runs / name
        (path / "resume").mkdir(parents=True)
        self.clock += 200
        settings = self.settings(chosen)
        if sweep:
            asked = {"format": 1, "created": instant(self.clock - 100), "settings": settings, "sweep": sweep}
            (path / "request.json").write_text(json.dumps(asked, indent=2))
        made = self.manifest | {"created": instant(self.clock), "settings": settings}
        (path / "run.json").write_text(json.dumps(made, indent=2))
        (path / "resume" / "lock").touch()
        return path

    def finished(self, name, chosen, sweep):
        path = self.begun(name, chosen, sweep)
        result = copy.deepcopy(self.metrics)
        for part in ("validation", "test"):
            rows = result[part]["confusion"]
            for row in rows:  # some articles more are wrong, or right
                if self.chance.random() < 0.3 and row[0] + row[1] > 0:
                    row[0], row[1] = row[1], row[0]
        (path / "metrics.json").write_text(json.dumps(result, indent=2))
        os.link(self.store / f"{self.chance.randrange(LOGS)}.jsonl", path / "events.jsonl")
        for folder in ("adapter", "predictions"):
            shutil.copytree(self.real / folder, path / folder, copy_function=os.link)

    def sweep(self, name, runs):
        chosen = {f"{name}-{number + 1:04}": values(number) for number in range(runs)}
        axes = {}
        for each in chosen.values():
            for option, value in each.items():
                if value not in axes.setdefault(option, []):
                    axes[option].append(value)
        (self.runs / name).mkdir()
        (self.runs / name / "sweep.json").write_text(json.dumps({
            "format": 1, "created": instant(self.clock), "data": self.manifest["settings"]["data"],
            "options": {"model": "bunrui-mini", "epochs": "8"},
            "axes": [{"option": option, "values": each} for option, each in axes.items()],
            "order": "grid", "give_up": False,
            "runs": [{"run": run, "values": each} for run, each in chosen.items()],
            "skipped": [], "dropped": [],
        }, indent=2))  # fmt: skip
        return chosen

    def fill(self, finished, live):
        """Sweeps of 160 to 1,000 runs and some runs by themselves; gives the folders of the live ones."""
        left, sweeps, paths = finished, 0, []
        while left > 400:
            runs = min([160, 400, 1000][sweeps % 3], left)
            for name, chosen in self.sweep(f"sweep-{sweeps:02}", runs).items():
                self.finished(name, chosen, name.rsplit("-", 1)[0])
            left -= runs
            sweeps += 1
        for number in range(left):
            self.finished(f"single-{number:04}", values(number), None)
        for name, chosen in self.sweep("sweep-live", live).items():
            paths.append(self.begun(name, chosen, "sweep-live"))
        shutil.rmtree(self.real)
        return paths


class Live:
    """Holds runs as processes that work on them do, and appends a step a second to each log."""

    def __init__(self, paths):
        self.paths = paths
        self.ended = threading.Event()
        self.written = 0

    def __enter__(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
        self.locks = [open(path / "resume" / "lock", "w") for path in self.paths]
        for lock in self.locks:
            fcntl.lockf(lock, fcntl.LOCK_EX)
        self.logs = [open(path / "events.jsonl", "a") for path in self.paths]
        start = {"event": "start", "step": 0, "steps": LIVE_STEPS, "steps_per_epoch": 100, "layers_recomputed": 0}
        self.append(start)
        self.sign()
        self.begun = time.time()
        self.written = 0
        self.thread = threading.Thread(target=self.go_on)
        self.thread.start()
        return self

    def append(self, event):
        line = json.dumps({"time": time.time()} | event) + "\n"
        for log in self.logs:
            log.write(line)
            log.flush()
            self.written += 1

    def sign(self):
        """A sign of life, said to be this process's."""
        ticks = int(pathlib.Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[19])
        booted = next(line for line in open("/proc/stat") if line.startswith("btime")).split()[1]
        started = int(booted) + ticks / os.sysconf("SC_CLK_TCK")
        text = json.dumps({
            "time": instant(time.time()), "process": os.getpid(), "started": instant(started), "stage": "training",
            "patience": "PT2M",
        })  # fmt: skip
        for path in self.paths:
            part = path / "resume" / "alive.json.part"
            part.write_text(text)
            part.rename(path / "resume" / "alive.json")

    def go_on(self):
        for number in range(1, LIVE_STEPS * 100):
            due = self.begun + number
            if self.ended.wait(max(0.0, due - time.time())):
                return
            self.append({"event": "step", "step": number % LIVE_STEPS, "epoch": 1, "loss": 1.0, "lr": 1e-4, "tokens": 9000,
                         "seconds": 1.0, "memory": 900_000_000})  # fmt: skip
            if number % 10 == 0:
                self.sign()

    def rate(self):
        return self.written / (time.time() - self.begun)

    def __exit__(self, *failure):
        self.ended.set()
        self.thread.join()
        for file in self.locks + self.logs:
            file.close()
