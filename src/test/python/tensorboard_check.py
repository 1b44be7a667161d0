"""Reads what `bunrui runs export RUN --to LOGS --tensorboard` wrote as TensorBoard does, and prints every scalar.

    python tensorboard_check.py LOGS/RUN
"""

import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0})
events.Reload()
for tag in sorted(events.Tags()["scalars"]):
    for scalar in events.Scalars(tag):
        print(f"{tag}\t{scalar.step}\t{scalar.wall_time:.3f}\t{scalar.value:.6g}")
sys.exit(0 if events.Tags()["scalars"] else 1)
