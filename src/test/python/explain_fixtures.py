"""Makes the fixtures that hold gradient times input to PyTorch's automatic differentiation.

    pip install torch transformers peft
    python src/test/python/explain_fixtures.py src/test/resources/dev/bunrui

The networks and adapters are those that adapter_fixtures.py left. For each of some texts and each class: the gradient of
the class's logit, less the mean of the other logits, with respect to what enters the first layer, times that, summed over
the hidden units.
"""

import json
import sys
from pathlib import Path

import torch
from peft import PeftModelForSequenceClassification

from adapter_fixtures import CLASSES, PAD, READ, TEXTS, base

ADAPTERS = ["patterns", "one-layer", "llama-patterns", "gpt2-one-of-two"]


def first_layer(model):
    network = model.get_base_model()
    network = getattr(network, network.base_model_prefix)
    return network.h[0] if hasattr(network, "h") else network.layers[0]


def weights(model, text: list, label: int) -> list:
    entering = []

    def enter(layer, arguments, named):
        states = arguments[0] if arguments else named["hidden_states"]
        entering.append(states.detach().requires_grad_())
        return ((entering[0],) + arguments[1:], named) if arguments else ((), named | {"hidden_states": entering[0]})

    hook = first_layer(model).register_forward_pre_hook(enter, with_kwargs=True)
    ids = torch.tensor([text])
    logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[0]
    hook.remove()
    others = [c for c in range(CLASSES) if c != label]
    gradient, = torch.autograd.grad(logits[label] - logits[others].mean(), entering)
    return (gradient * entering[0]).sum(-1)[0].tolist()


def main(root: Path) -> None:
    expected = {"texts": [text for text in TEXTS if PAD not in text], "adapters": {}}
    for name in ADAPTERS:
        model = PeftModelForSequenceClassification.from_pretrained(base(root, READ[name][0]), root / "adapter" / name)
        model.eval()
        expected["adapters"][name] = [
            [weights(model, text, label) for label in range(CLASSES)] for text in expected["texts"]]
    (root / "adapter" / "gradient-times-input.json").write_text(json.dumps(expected))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
