"""How quick and how heavy the window is, beside what we aim at.

    mvn -B -DskipTests package && python src/bench/window.py

Needs Xvfb and a JDK. Trains the quick start once, then measures: the time to the first window (median of several), the
longest time that the window's thread is not free while every page is clicked through, the window's memory during ten minutes
in which a run of 20,000 steps is drawn and its share of one core in the last of them, the time from the last key to the class on the screen,
and the comparison of 200 runs of 10,000 articles: how long it takes to open, before and after the runs' labels are kept beside
their predictions, and the time between two pictures while its table is scrolled through.
"""

import argparse
import fcntl
import json
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "robot"))
import robot  # noqa: E402

STEPS = 20_000
AT_ONCE = 8_000
PER_SECOND = 20
PER_EPOCH = 1_000
RUNS = 200
ARTICLES = 10_000


def step(number):
    """A step as a run logs it; the loss falls with some noise."""
    noise = ((number * 7919) % 101) / 500
    return {
        "time": time.time(),
        "event": "step",
        "step": number,
        "epoch": 1 + (number - 1) // PER_EPOCH,
        "loss": 2.2 * 0.9999**number + noise,
        "lr": 5e-4 * (1 - number / STEPS),
        "tokens": 9000,
        "seconds": 0.05,
        "memory": 900_000_000 + number,
    }


def evaluation(epoch):
    score = 0.9 - 0.8 * 0.8**epoch
    classes = [{"precision": score, "recall": score, "f1": score, "support": 80}] * 9
    scores = {"accuracy": score, "precision": score, "recall": score, "f1": score}
    return {
        "time": time.time(), "event": "evaluation", "epoch": epoch, "loss": 2.2 * 0.8**epoch, **scores,
        "best": True, "n": 720, "classes": classes, "seconds": 1.0,
    }  # fmt: skip


class SyntheticRun:
    """A run that looks like one that is worked on: most of it there, the rest coming step by step."""

    def __init__(self, finished):
        self.path = finished.parent / "long"
        (self.path / "resume").mkdir(parents=True)
        shutil.copy(finished / "run.json", self.path / "run.json")
        self.stop = threading.Event()

    def __enter__(self):
        self.lock = open(self.path / "resume" / "lock", "w")
        fcntl.lockf(self.lock, fcntl.LOCK_EX)
        start = {"time": time.time(), "event": "start", "step": 0, "steps": STEPS, "steps_per_epoch": PER_EPOCH}
        lines = [start | {"layers_recomputed": 0}, evaluation(0)]
        for number in range(1, AT_ONCE + 1):
            lines += self.events(number)
        self.write(lines)
        self.thread = threading.Thread(target=self.go_on)
        self.thread.start()
        return self

    def events(self, number):
        return [step(number)] + ([evaluation(number // PER_EPOCH)] if number % PER_EPOCH == 0 else [])

    def write(self, events):
        with open(self.path / "events.jsonl", "a") as log:
            log.write("".join(json.dumps(event) + "\n" for event in events))

    def go_on(self):
        for number in range(AT_ONCE + 1, STEPS + 1):
            self.write(self.events(number))
            if self.stop.wait(1 / PER_SECOND):
                return

    def __exit__(self, *failure):
        self.stop.set()
        self.thread.join()
        self.lock.close()
        shutil.rmtree(self.path)


def many_runs(finished):
    """Runs that look finished: the metrics and settings of one, and predictions of their own."""
    labels = json.loads((finished / "run.json").read_text())["labels"]
    chance = random.Random(1)
    for run in range(RUNS):
        path = finished.parent / f"many-{run:03}"
        (path / "predictions").mkdir(parents=True)
        shutil.copy(finished / "run.json", path / "run.json")
        shutil.copy(finished / "metrics.json", path / "metrics.json")
        with open(path / "predictions" / "test.jsonl", "w") as predictions:
            for article in range(ARTICLES):
                gold = article % len(labels)
                said = gold if chance.random() < 0.9 + 0.08 * run / RUNS else chance.randrange(len(labels))
                logits = [round(chance.random() + 9 * (label == said), 4) for label in range(len(labels))]
                line = {"id": f"article-{article}", "gold": labels[gold], "logits": logits}
                predictions.write(json.dumps(line, ensure_ascii=False) + "\n")
    # What was made of the real articles cannot be compared with what is made up.
    shutil.rmtree(finished)
    shutil.rmtree(finished.parent / ".baselines", ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--display", type=int, default=89)
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--only-compare", action="store_true", help="only the comparison of many runs")
    options = parser.parse_args()
    robot.build()
    program = [str(robot.APP / "bin" / "bunrui")]
    sample = robot.APP / "sample-data" / "articles"
    with tempfile.TemporaryDirectory() as home, robot.display(1280, 720, options.display) as on:

        def use(**arguments):
            return robot.figures(robot.run(program, on, home, arguments, LANG="en_US.UTF-8"))

        env = {"PATH": "/usr/bin:/bin", "BUNRUI_HOME": home}
        quickstart = program + ["quickstart"]
        if not options.only_compare:
            starts = [use(do="start", out=home)["window"] for _ in range(options.starts + 1)][1:]
        subprocess.run(quickstart, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        finished = next(path.parent for path in pathlib.Path(home).glob("runs/*/metrics.json"))
        rows = [] if options.only_compare else usual(use, statistics.median(starts), finished, sample)
        many_runs(finished)
        rows += comparison(use)
    print(f"{'':58}{'seen':>9}{'aim':>9}{'ratio':>8}")
    for name, value, unit, aim in rows:
        print(f"{name:58}{value:>7.0f} {unit:<3}{aim:>6}   {value / aim:>6.2f}")


def usual(use, start, finished, sample):
    """The window with a run or two."""
    home = finished.parents[1]
    clicks = use(do="measure", what="click", out=home)
    answers = use(do="measure", what="classify", out=sample)
    with SyntheticRun(finished):
        watched = use(do="measure", what="watch", out=home)
    for name, value in clicks.items():
        if value > 50:
            print(f"  {name}: {value:.0f} ms")
    return [
        ("time to the first window, median", start, "ms", 1200),
        ("longest block of the window's thread, pages shown first", clicks["block-first"], "ms", 50),
        ("the same, pages shown again", clicks["block-again"], "ms", 50),
        ("share of one core, 20,000 steps drawn", watched["cpu"], "%", 10),
        ("memory of the window's process, at first", watched["memory-begin"], "MiB", 400),
        ("the same, five minutes later", watched["memory-half"], "MiB", 400),
        ("the same, ten minutes later", watched["memory-end"], "MiB", 400),
        ("last key to class on the screen, median", answers["answer-median"], "ms", 60),
        ("the same, 95th percentile", answers["answer-95"], "ms", 60),
    ]


def comparison(use):
    """The window with many runs."""
    first = use(do="measure", what="compare", out=".")
    again = use(do="measure", what="compare", out=".")
    return [
        (f"comparison of {first['compare-rows']:.0f} opens, labels not kept yet", first["compare-open"], "ms", 2000),
        ("the same, labels kept", again["compare-open"], "ms", 2000),
        ("between two pictures while it scrolls, median", again["scroll-median"], "ms", 17),
        ("the same, 95th percentile", again["scroll-95"], "ms", 34),
        ("the same, longest", again["scroll-longest"], "ms", 100),
    ]


if __name__ == "__main__":
    main()
