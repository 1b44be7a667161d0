"""Runs one side or the other in a process of its own, and prints what they did beside each other."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent
ROOT = HERE.parent.parent
CLASSES = ROOT / "target" / "bench"
CLASS_PATH = f"{CLASSES}{os.pathsep}{ROOT / 'target' / 'app' / 'lib' / '*'}"


def last_json(command: list, environment: dict | None = None, limit: float | None = None) -> dict:
    # Both as Bunrui's start script sets it; the first makes no difference on a machine that does nothing else.
    environment = {**(environment or os.environ), "OMP_WAIT_POLICY": "PASSIVE",
                   "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0"}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, timeout=limit)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        sys.exit(f"{command[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return json.loads(lines[-1])


def java(main: str, *arguments, heap: str = "512m") -> dict:
    options = [f"-Xmx{heap}", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"]
    return last_json(["java", *options, "-cp", CLASS_PATH, f"dev.bunrui.bench.{main}", *map(str, arguments)])


def python(script: str, *arguments, limit: float | None = None) -> dict:
    return last_json([sys.executable, str(HERE / "python" / script), *map(str, arguments)], limit=limit)


def median(results: list, key: str) -> float:
    return statistics.median(result[key] for result in results)


def row(name: str, ours: float, theirs: float, ratio: float, unit: str) -> None:
    print(f"{name:44} {ours:12,.1f} {theirs:12,.1f} {unit:9} {ratio:6.2f}", flush=True)


def compile_ours() -> None:
    CLASSES.mkdir(parents=True, exist_ok=True)
    sources = [str(path) for path in (HERE / "java").rglob("*.java")]
    subprocess.run(["javac", "-encoding", "UTF-8", "-cp", CLASS_PATH, "-d", str(CLASSES), *sources], check=True)
