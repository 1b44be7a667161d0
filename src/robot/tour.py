"""From nothing to a classified article by clicks alone in the real window, then every page in every look.

    mvn -B -DskipTests package && python src/robot/tour.py OUT

starts `mvn javafx:run` on displays of its own, leaves pictures in OUT, and fails if anything was warned of in the log.
"""

import argparse
import itertools
import pathlib
import re
import sys
import tempfile

import robot

# Warnings of the platform and of Maven that say nothing of the window.
HARMLESS = re.compile(r"NOTE: Picked up JDK_JAVA_OPTIONS|Locale not supported by C library|Unsupported JavaFX configuration|^\s*$")
NO_JAPANESE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def warnings(said, home):
    """What was warned of, in what the program wrote and in its logs."""
    found = [line for line in said.splitlines() if re.search(r"WARN|SEVERE|ERROR|Exception|Gtk-", line)]
    for log in pathlib.Path(home).glob("logs/*.log"):
        found += [f"{log.name}: {line}" for line in log.read_text().splitlines() if re.search(r" (WARN|ERROR) ", line)]
    return [line for line in found if not HARMLESS.search(line)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--display", type=int, default=90)
    options = parser.parse_args()
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    robot.build()
    found = []
    with tempfile.TemporaryDirectory() as home:
        # One home for all: the first tour trains, the others look at what it left.
        looks = list(itertools.product(((1280, 720), (1920, 1080)), ("ja", "en"), ("light", "dark")))
        for number, ((width, height), language, theme) in enumerate(looks):
            name = f"{width}-{language}-{theme}"
            with robot.display(width, height, options.display + number) as on:
                arguments = {"do": "tour", "out": out, "name": name, "language": language, "theme": theme}
                arguments["train"] = "yes" if number == 0 else "no"
                said = robot.run(["mvn", "-B", "-q", "javafx:run"], on, home, arguments, LANG="ja_JP.UTF-8")
                found += [f"{name}: {line}" for line in warnings(said, home)]
            print(name, "done", flush=True)
        fonts = pathlib.Path(home) / "fonts.conf"
        fonts.write_text(NO_JAPANESE.format(cache=home))
        with robot.display(1280, 720, options.display + len(looks)) as on:
            arguments = {"do": "tour", "out": out, "name": "no-japanese-font", "language": "ja", "theme": "light"}
            arguments["train"] = "no"
            said = robot.run(
                ["mvn", "-B", "-q", "javafx:run"], on, home, arguments, LANG="ja_JP.UTF-8", FONTCONFIG_FILE=str(fonts)
            )
            found += [f"no Japanese font: {line}" for line in warnings(said, home)]
    print(f"{len(list(out.glob('*.png')))} pictures, {len(found)} warnings")
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
