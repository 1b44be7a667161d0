"""The two text files as documents, cleaned the way Bunrui cleans articles (NFKC, stripped lines, no empty ones)."""

import hashlib
import lzma
import unicodedata
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Document:
    """One encyclopedia article or literary work; `headings` are its title and, where known, its author."""

    source: str
    headings: tuple[str, ...]
    body: str

    @property
    def held_out(self) -> bool:
        """One document in a hundred, chosen by its text, so that every run holds out the same ones."""
        return hashlib.sha256(self.body.encode()).digest()[0] * 100 < 256


def clean(text: str) -> str:
    lines = (unicodedata.normalize("NFKC", line).strip(" \u3000\t\r\f") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def read(folder: Path) -> list[Document]:
    wikipedia = lzma.open(folder / "kyoto-wikipedia.txt.xz", "rt", encoding="utf-8").read()
    literature = lzma.open(folder / "aozora-modern.txt.xz", "rt", encoding="utf-8").read()
    documents = []
    for source, text, separator, heads in (("wikipedia", wikipedia, "\n\n", 1), ("aozora", literature, "\f", 2)):
        for part in text.split(separator):
            lines = clean(part).split("\n")
            body = "\n".join(lines[heads:])
            if len(body) >= 80:
                documents.append(Document(source, tuple(lines[:heads]), body))
    return documents
