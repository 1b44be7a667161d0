"""The same small network's logits and losses on processor and card, and by the peer."""

from sides import ROOT
from sitting import Sitting

MODEL = ROOT / "assets" / "models" / "bunrui-mini"
ROWS, TOKENS, STEPS = 6, 96, 5
TOLERANCE = {"fp32": 1e-3, "bf16": 5e-2}  # of the largest logit, and of the loss


def difference(a: dict, b: dict) -> tuple:
    logits = [(x, y) for r, s in zip(a["logits"], b["logits"], strict=True) for x, y in zip(r, s, strict=True)]
    largest = max(abs(y) for _, y in logits)
    losses = list(zip(a["losses"], b["losses"], strict=True))
    return (max(abs(x - y) for x, y in logits) / largest, max(abs(x - y) / y for x, y in losses))


def run(sitting: Sitting, found: dict) -> None:
    places = ["cpu/fp32", "cpu/bf16"] + (["cuda/fp32", "cuda/bf16"] if sitting.card else [])
    shape = [ROWS, TOKENS, STEPS]
    adapter = sitting.folder / "adapter"
    theirs = sitting.peers("peer_check.py", MODEL, adapter, ",".join(places), *shape)
    ours = sitting.ours("CheckBenchmark", MODEL, adapter, ",".join(places), *shape)
    reference = ours["cpu/fp32"]
    all_well = True
    for side, answers in (("Bunrui", ours), ("peer", theirs)):
        for place in places:
            logits, losses = difference(answers[place], reference)
            well = max(logits, losses) <= TOLERANCE[place.split("/")[1]]
            all_well &= well
            found[f"{side} {place}"] = {"logits": logits, "losses": losses, "well": well, **answers[place]}
            sitting.say(f"{side + ' ' + place:20} logits differ by {logits:.1e} of the largest, losses of {STEPS} steps by "
                        f"{losses:.1e}: {'as it should be' if well else 'TOO MUCH'}")
    sitting.say(f"all beside Bunrui cpu/fp32; allowed: fp32 {TOLERANCE['fp32']:g}, bf16 {TOLERANCE['bf16']:g}"
                + ("" if sitting.card else "; nothing of this ran on a card"))
    if not all_well:
        sitting.say("WHAT FOLLOWS IS MEASURED ON A NETWORK THAT DOES NOT COMPUTE WHAT IT SHOULD")
