"""How quick the lists of runs are where there are thousands, as sweeps on a cluster make them, beside what we aim at.

    mvn -B -DskipTests package && python src/bench/scale.py [--small]

Needs Xvfb and a JDK, and some hundred MB; with strace it counts the file-system calls, too, each of which is a round trip
on a network's file system. Trains the quick start once, makes 10,000 finished runs of it in sweeps of 160 to 1,000, and
200 that seem to be worked on: their logs grow by a step a second. Then measures what the window reads every second, the
commands that list runs, and the window itself: until its first page shows runs, and how long its thread is not free.
The disk's cache is warm.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "python"))
sys.path.insert(0, str(HERE.parent / "robot"))
import robot  # noqa: E402
from crowd import Crowd, Live  # noqa: E402
from sides import CLASS_PATH, compile_ours, last_json  # noqa: E402

PROGRAM = [str(robot.APP / "bin" / "bunrui")]


def lists(home, times, before=()):
    """As the window's process reads them: with its heap and its compiler."""
    window = ["-Xmx1g", "-Xms224m", "-Xmn40m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = ["java", *window, "-cp", CLASS_PATH, "dev.bunrui.bench.ScaleBenchmark", home, str(times)]
    return last_json([*before, *command])


def calls(home):
    """The file-system calls of one reading of each list."""
    if not shutil.which("strace"):
        return {}
    trace = pathlib.Path(home) / "trace"
    lists(home, 4, ["strace", "-f", "-y", "-qq", "-e", "trace=%file,%desc", "-o", str(trace)])
    counts, name = {}, None
    for line in trace.open(errors="replace"):
        mark = re.search(r"mark-(\w+)-(begins|ends)", line)
        if mark:
            name = mark[1] if mark[2] == "begins" else None
            counts.setdefault(mark[1], 0)
        elif name and str(home) in line and "resumed>" not in line:
            counts[name] += 1
    trace.unlink()
    return counts


def command(home, *arguments):
    """Seconds that a command takes."""
    start = time.time()
    done = subprocess.run(
        PROGRAM + list(arguments), env=os.environ | {"BUNRUI_HOME": str(home)}, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{arguments} failed:\n{done.stdout[-500:]}{done.stderr[-2000:]}")
    return time.time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--display", type=int, default=88)
    parser.add_argument("--finished", type=int, default=10_000)
    parser.add_argument("--live", type=int, default=200)
    parser.add_argument("--steps", type=int, default=480, help="of a finished run")
    parser.add_argument("--real", type=pathlib.Path, help="a finished run to be copied, instead of one trained here")
    parser.add_argument("--small", action="store_true", help="500 finished ones and 20 live ones, to try it")
    parser.add_argument("--without-window", action="store_true")
    options = parser.parse_args()
    if options.small:
        options.finished, options.live = 500, 20
    robot.build()
    compile_ours()
    with tempfile.TemporaryDirectory() as home:
        rows = measure(options, pathlib.Path(home))
    print(f"{'':60}{'seen':>10}{'aim':>8}{'ratio':>8}")
    for name, value, unit, aim in rows:
        print(f"{name:60}{value:>7,.0f} {unit:<5}" + (f"{aim:>6,}   {value / aim:>6.2f}" if aim else ""))


def real(options, home):
    """A finished run in this home."""
    if options.real:
        shutil.copytree(options.real, home / "runs" / "real")
    else:
        env = os.environ | {"BUNRUI_HOME": str(home)}
        subprocess.run(PROGRAM + ["quickstart"], env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return next(path.parent for path in home.glob("runs/*/metrics.json"))


def measure(options, home):
    live = Crowd(real(options, home), options.steps).fill(options.finished, options.live)
    with Live(live) as working:
        first = lists(home, 20)
        print(first, flush=True)
        read = lists(home, 20)
        print(read, flush=True)
        rows = [
            ("the runs are read for the first time", first["runs_first"], "ms", None),
            ("the same by the next process", read["runs_first"], "ms", 1000),
            ("the runs are read again, median", read["runs_median"], "ms", 200),
            ("the same, longest", read["runs_longest"], "ms", 200),
            ("the sweeps are read for the first time", read["sweeps_first"], "ms", None),
            ("the sweeps are read again, median", read["sweeps_median"], "ms", 200),
            ("heap that all that takes", read["heap"], "MiB", 300),
        ]
        counted = calls(home)
        print(counted, flush=True)
        rows += [(f"file-system calls while the {name} are read again", each, "", None) for name, each in counted.items()]
        for words in (["runs", "list"], ["runs", "table", "best"], ["sweep", "list"]):
            seconds = min(command(home, *words) for _ in range(2))
            rows.append((f"bunrui {' '.join(words)}", 1000 * seconds, "ms", 2000))
            print(rows[-1], flush=True)
        rows.append(("steps written by the live runs in a second", working.rate(), "", None))
        if not options.without_window:
            with robot.display(1280, 720, options.display) as on:
                seen = robot.figures(robot.run(PROGRAM, on, home, {"do": "crowd", "out": "."}, LANG="en_US.UTF-8"))
            print(seen, flush=True)
            rows += [
                ("from the program's start to runs on the first page", seen["home"], "ms", 2000),
                ("the page of runs fills", seen["runs"], "ms", 1000),
                ("the window's thread is not free for, while it fills", seen["runs-block"], "ms", 200),
                ("the same in the half minute after that", seen["runs-later"], "ms", 100),
                ("the comparison knows its runs", seen["scopes"], "ms", 2000),
                ("the comparison shows its rows", seen["compare"], "ms", 20000),
                ("the window's thread is not free for, meanwhile", seen["compare-block"], "ms", 200),
                ("share of one core on the page of runs", seen["cpu"], "%", 25),
                ("memory of the window's process at its end", seen["memory"], "MiB", 1000),
            ]
    return rows


if __name__ == "__main__":
    main()
