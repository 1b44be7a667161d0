"""Builds the robot and runs the program with it on a display of its own (needs Xvfb, ImageMagick and a JDK)."""

import contextlib
import glob
import os
import pathlib
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
APP = ROOT / "target" / "app"
JAR = ROOT / "target" / "robot" / "robot.jar"


def build():
    """Compiles the robot against the JavaFX of target/app."""
    if not (APP / "lib").is_dir():
        raise SystemExit("target/app is missing: run mvn -B -DskipTests package first")
    classes = JAR.parent / "classes"
    classes.mkdir(parents=True, exist_ok=True)
    sources = glob.glob(str(ROOT / "src" / "robot" / "java" / "**" / "*.java"), recursive=True)
    javafx = ":".join(glob.glob(str(APP / "lib" / "javafx-*.jar")))
    subprocess.run(["javac", "-proc:none", "-cp", javafx, "-d", classes, *sources], check=True)
    manifest = JAR.parent / "manifest"
    manifest.write_text("Premain-Class: dev.bunrui.robot.Agent\n")
    subprocess.run(["jar", "cfm", JAR, manifest, "-C", classes, "."], check=True)


@contextlib.contextmanager
def display(width, height, number):
    """An X display of a size."""
    server = subprocess.Popen(
        ["Xvfb", f":{number}", "-screen", "0", f"{width}x{height}x24"], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            if os.path.exists(f"/tmp/.X11-unix/X{number}"):
                break
            time.sleep(0.1)
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def run(command, on, home, arguments, **environment):
    """Runs the program with the robot in it; gives what it wrote to standard error."""
    asked = ";".join(f"{name}={value}" for name, value in arguments.items())
    result = subprocess.run(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ
        | {"DISPLAY": on, "BUNRUI_HOME": str(home), "JDK_JAVA_OPTIONS": f"-javaagent:{JAR}={asked}"}
        | environment,
    )
    if result.returncode or "robot: failed" in result.stderr:
        raise SystemExit(f"the robot failed ({result.returncode}):\n{result.stderr}")
    return result.stderr


def figures(said):
    """The robot's figures by name."""
    lines = (line.split() for line in said.splitlines() if line.startswith("robot: "))
    return {words[1]: float(words[2]) for words in lines if len(words) == 3}
