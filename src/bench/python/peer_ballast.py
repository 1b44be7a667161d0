"""Takes all of a card's memory but so many MiB, says so with a JSON line, and holds it until its input ends.

    python peer_ballast.py MIB
"""

import json
import sys

import torch

torch.cuda.init()
free, total = torch.cuda.mem_get_info()
held = torch.empty(max(0, free - (int(sys.argv[1]) << 20)), dtype=torch.uint8, device="cuda")
print(json.dumps({"free_mib": torch.cuda.mem_get_info()[0] >> 20}), flush=True)
sys.stdin.read()
