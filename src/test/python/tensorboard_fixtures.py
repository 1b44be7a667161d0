"""Makes src/test/resources/dev/bunrui/experiment/board/scalars.tfevents with TensorBoard's own writer of records.

    python tensorboard_fixtures.py
"""

from pathlib import Path

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

target = Path(__file__).parents[1] / "resources/dev/bunrui/experiment/board/scalars.tfevents"
with open(target, "wb") as file:
    writer = RecordWriter(file)
    writer.write(Event(wall_time=1735787045.125, file_version="brain.Event:2").SerializeToString())
    for step, tag, value in [(0, "val/f1", 0.0625), (1, "train/loss", 2.0), (300, "train/lr", 5e-4), (300, "val/損失", 0.1)]:
        summary = Summary(value=[Summary.Value(tag=tag, simple_value=value)])
        writer.write(Event(wall_time=1735787045.125, step=step, summary=summary).SerializeToString())
    writer.flush()
