"""Files dragged out of another program and chosen in the system's own dialogs, with the real pointer and keys.

    mvn -B -DskipTests package && python src/robot/drop.py OUT

trains a run, does this on a display of its own with the window manager openbox (with xdotool for the dialogs), leaves
pictures in OUT, and fails if the window does not show what it should or if anything was warned of in the log.
"""

import argparse
import contextlib
import glob
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import robot
import tour

SAMPLE = robot.ROOT / "sample-data"
TEXT = "新しい炊飯器を使ってみた\nふたが軽く、内釜は洗いやすい。炊き上がりの音が小さいのもよいところです。"


@contextlib.contextmanager
def beside(command, on):
    """A program that runs beside the window."""
    program = subprocess.Popen(command, env=os.environ | {"DISPLAY": on}, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        program.terminate()
        program.wait()


def desk(folder):
    """Files to drag and to choose."""
    (folder / "out").mkdir(parents=True)
    shutil.copy(SAMPLE / "reviews.csv", folder)
    shutil.copytree(SAMPLE / "articles", folder / "articles")
    shutil.copy(next(SAMPLE.glob("articles/*/*-5000001.txt")), folder / "article.txt")
    subprocess.run(["convert", "-size", "64x64", "xc:orange", folder / "cat.png"], check=True)
    return folder


def offers(folder):
    """What the other program's tiles hold, in the order in which the robot knows them."""
    files = [[file] for file in ("reviews.csv", "articles", "article.txt", "cat.png")]
    files.append(["article.txt", "reviews.csv"])
    return ["|".join(str(folder / name) for name in group) for group in files] + ["text:" + TEXT]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--display", type=int, default=90)
    parser.add_argument("--home", type=pathlib.Path, help="a BUNRUI_HOME with a finished run")
    options = parser.parse_args()
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    robot.build()
    program = robot.APP / "bin" / "bunrui"
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        home = options.home or pathlib.Path(scratch) / "home"
        if not options.home:
            subprocess.run([program, "quickstart"], env=os.environ | {"BUNRUI_HOME": str(home)}, check=True)
        javafx = glob.glob(str(robot.APP / "lib" / "javafx-*.jar"))
        classpath = ":".join([str(robot.JAR), *javafx])
        for language in ("ja", "en"):
            files = desk(pathlib.Path(scratch) / language)
            source = ["java", "-cp", classpath, "dev.bunrui.robot.Source", *offers(files)]
            with robot.display(1500, 760, options.display) as on, beside(["openbox"], on), beside(source, on):
                arguments = {"do": "files", "out": out, "desk": files, "language": language}
                said = robot.run([program], on, home, arguments, LANG="ja_JP.UTF-8", GSETTINGS_BACKEND="memory")
                print("\n".join(line for line in said.splitlines() if line.startswith("robot: ")))
                found += [f"{language}: {line}" for line in tour.warnings(said, home)]
    print(f"{len(list(out.glob('*.png')))} pictures, {len(found)} warnings")
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
