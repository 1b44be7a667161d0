"""Simulates how often the stated intervals of 95 % hold the true score, of classifiers of which all is known.

    mvn -B -DskipTests package
    nice python src/bench/coverage.py [SCORE ...] [--trials 2000] [--threads 1] [--only PATTERN] [--held-out]

The scores are accuracy, mean, macro-f1, paired and ece; all of them, where none is named, take hours on one core. A line is
printed for each setting; "held-out" are those by which nothing was chosen, and "untold" the tests in which the program does
not say that the interval is too narrow, rough, or of too few articles. The same arguments print the same figures.
"""

import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "python"))
from sides import CLASS_PATH, compile_ours

parser = argparse.ArgumentParser()
parser.add_argument("scores", nargs="*")
parser.add_argument("--trials", type=int, default=2000)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--only", default="", help="keeps the settings whose description this pattern is found in")
parser.add_argument("--held-out", action="store_true")
options = parser.parse_args()

compile_ours()
arguments = [*options.scores, f"trials={options.trials}", f"threads={options.threads}", f"only={options.only}"]
if options.held_out:
    arguments.append("held-out")
command = ["java", "-Xmx512m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-cp", CLASS_PATH]
sys.exit(subprocess.run([*command, "dev.bunrui.bench.CoverageSimulation", *arguments]).returncode)
