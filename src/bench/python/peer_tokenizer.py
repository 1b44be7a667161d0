"""Tokenises the bodies of the livedoor corpus with Transformers, several times over: prints one JSON line.

    python peer_tokenizer.py TOKENIZER_JSON LDCC_TARBALL
"""

import json
import sys
import tarfile
import time
import unicodedata

from transformers import PreTrainedTokenizerFast


def clean(text: str) -> str:
    lines = (unicodedata.normalize("NFKC", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


bodies = []
with tarfile.open(sys.argv[2]) as archive:
    for member in archive:
        parts = member.name.split("/")
        if member.isfile() and parts[-1].startswith(parts[-2] + "-"):
            bodies.append(clean("\n".join(archive.extractfile(member).read().decode("utf-8").split("\n")[3:])))
tokenizer = PreTrainedTokenizerFast(tokenizer_file=sys.argv[1])
best = float("inf")
for _ in range(3):
    start = time.perf_counter()
    ids = tokenizer(bodies, return_attention_mask=False, return_token_type_ids=False)["input_ids"]
    best = min(best, time.perf_counter() - start)
print(json.dumps({"texts": len(bodies), "tokens": sum(map(len, ids)), "corpus_seconds": round(best, 3)}))
