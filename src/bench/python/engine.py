"""Runs benchmarks in Java with the build of PyTorch that the program itself chooses on this machine."""

import importlib.util
import os
import re
from pathlib import Path

from sides import CLASS_PATH, ROOT, last_json

LIBRARY = "PYTORCH_LIBRARY_PATH"


class Engine:
    """libtorch: a folder with PyTorch's libraries that is to be used if it fits; home: where the program keeps what it finds."""

    def __init__(self, libtorch: Path, home: Path):
        asked = {**os.environ, "BUNRUI_HOME": str(home), LIBRARY: str(libtorch)}
        start = ["java", "-Xmx2g", "-XX:+UseSerialGC", f"-Dbunrui.app={ROOT / 'target' / 'app'}", "-Dfile.encoding=UTF-8"]
        said = last_json([*start, "-cp", CLASS_PATH, "dev.bunrui.bench.EngineCommand"], asked, 90)
        self.command, self.environment = said["command"], said["environment"]
        self.asked, self.used, self.says, self.number = asked, said["used"], said["says"], said["pytorch"]

    def start(self, main: str, *arguments, options: tuple = ()) -> list:
        return [*self.command, *options, f"dev.bunrui.bench.{main}", *map(str, arguments)]

    def java(self, main: str, *arguments, limit: float, options: tuple = (), **environment) -> dict:
        return last_json(self.start(main, *arguments, options=options), {**self.environment, **environment}, limit)

    def folder(self) -> str:
        return self.environment.get(LIBRARY, "") if self.used else ""

    def versions(self) -> str:
        """Both sides' builds of PyTorch, and whether they are the same."""
        own, number = package(), version(package())
        if self.folder() and Path(self.folder()).resolve() == (own / "lib").resolve():
            return f"both sides load the libraries of {own}: PyTorch {number}"
        ours = f"PyTorch {self.number} in {self.folder()}" if self.folder() else f"PyTorch {self.number} for the processor"
        same = "the same version, of another package" if number.split("+")[0] == self.number else "NOT THE SAME VERSION"
        return f"Bunrui: {ours}; peer: PyTorch {number} in {own}: {same}"


def package() -> Path:
    """The torch package of this Python."""
    return Path(importlib.util.find_spec("torch").origin).parent


def version(torch: Path) -> str:
    return re.search(r"__version__ = '([^']+)'", (torch / "version.py").read_text())[1]
