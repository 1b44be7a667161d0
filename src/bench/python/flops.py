"""What a training step must compute: the floating-point operations of a network with frozen weights, for each token."""

import json
from pathlib import Path


def forward(config: dict, tokens: int) -> float:
    """Two for each weight of the linear maps, and attention, in which a token looks at half of the others on average.

    All layers are counted in full, for both sides alike; head, embedding and adapter are not.
    """
    hidden = config["hidden_size"]
    weights = config["num_hidden_layers"] * (4 * hidden * hidden + 2 * hidden * config["intermediate_size"])
    return 2 * weights + 2 * config["num_hidden_layers"] * tokens * hidden


def training(folder: Path, tokens: int) -> float:
    """Frozen weights have no gradient: the backward pass is counted as the forward pass, and nothing a second time."""
    return 2 * forward(json.loads((folder / "config.json").read_text()), tokens)
