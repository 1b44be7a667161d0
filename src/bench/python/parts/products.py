"""What int8 and fp8 matrix products gain with frozen weights, and what they cost in exactness; and a training with them."""

from sitting import Sitting


def training(sitting: Sitting, name: str, found: dict) -> None:
    """Ours with the products in 8 bits, beside ours in full."""
    runs = {}
    for weights in ("full", "w8a8"):
        runs[weights] = sitting.ours("TrainingBenchmark", sitting.network(name), "bf16", "auto", sitting.options.rows,
                                     sitting.options.tokens, 3, f"device={sitting.device}", f"weights={weights}", most=30)
    found["training"] = runs
    ratio = runs["w8a8"]["tokens_per_second"] / runs["full"]["tokens_per_second"]
    sitting.say(f"{name:5} Bunrui, --weights w8a8: {runs['w8a8']['tokens_per_second']:,.0f} tokens/s, {ratio:.2f} times what it "
                "reaches with --weights full")


def run(sitting: Sitting, found: dict) -> None:
    for name in sitting.options.networks:
        tokens = sitting.options.rows * sitting.options.tokens
        got = sitting.peers("peer_products.py", sitting.network(name), "--device", sitting.device, "--tokens", tokens, most=40)
        found[name] = got
        for each in got["products"]:
            sitting.say(f"{name:5} {tokens} × {each['inputs']} → {each['outputs']}: bf16 {each['bf16'] * 1e3:.2f} ms")
            for kind in ("int8", "fp8", "fp8-tensor"):
                if f"{kind}_refused" in each:
                    sitting.say(f"  {kind:10} not here: {each[f'{kind}_refused'][:120]}")
                    continue
                sitting.say(f"  {kind:10} {each['bf16'] / each[kind]:5.2f} times as fast alone, "
                            f"{each['bf16'] / each[f'{kind}_whole']:5.2f} with the scaling; error {each[f'{kind}_error']:.1%}, "
                            f"with large channels {each[f'{kind}_wild_error']:.1%} (bf16 {each['bf16_error']:.1%})")
    training(sitting, sitting.options.networks[0], found)
    sitting.say("by the peer's PyTorch on "
                + (sitting.card.name if sitting.card else "the processor: the times say nothing of a card"))
