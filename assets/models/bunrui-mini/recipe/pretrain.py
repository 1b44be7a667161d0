"""Pre-trains bunrui-mini. Stop it at any time and start it again: it goes on from its last checkpoint.

    python pretrain.py --data FOLDER --work FOLDER [--tokens N]      train until N tokens were seen
    python pretrain.py --data FOLDER --work FOLDER --finish N        let the learning rate fall to zero over N tokens
    python pretrain.py --data FOLDER --work FOLDER --export FOLDER   write the checkpoint in the Hugging Face layout
    python pretrain.py --data FOLDER --work FOLDER --start FOLDER    begin from an exported checkpoint's weights
    python pretrain.py --untrained --export FOLDER                   the network before training, to compare with

The learning rate is constant until --finish is given, so the length need not be known beforehand; a later run may
leave --finish's state aside and go on from the last constant one.
"""

import argparse
import json
import math
import os
import pickle
import shutil
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch.nn import functional as F

import corpus
from arrange import Arranger
from model import LanguageModel, Shape

BODY_SHARE = 0.4  # of the text positions are scored in a step, all of the summary's: the estimate stays unbiased
SUMMARY_WEIGHT = 2.0  # of a summary token's loss beside a text token's
MUON_RATE, ADAM_RATE, WARM_UP = 0.01, 2e-3, 100


def encode(folder: Path, tokenizer: Tokenizer, work: Path):
    """(training, held-out) documents as (source, headings, uint16 tokens); cached beside the checkpoints."""
    cache = work / "encoded.pickle"
    if not cache.exists():
        parts = ([], [])
        for document in corpus.read(folder):
            ids = lambda text: np.array(tokenizer.encode(text, add_special_tokens=False).ids, dtype=np.uint16)
            parts[document.held_out].append(
                (document.source, [ids(heading).tolist() for heading in document.headings], ids(document.body))
            )
        cache.write_bytes(pickle.dumps(parts))
    return pickle.loads(cache.read_bytes())


def losses(model, batch, row, rng, device):
    """Mean cross entropy over a sample of the text positions, and over the summary positions."""
    ids = torch.from_numpy(batch).to(device)
    body = np.sort(rng.choice(row.text - 1, int(row.text * BODY_SHARE), replace=False))
    positions = torch.from_numpy(np.concatenate([body, np.arange(row.text - 1, ids.shape[1] - 1)])).to(device)
    with torch.autocast(device.type, torch.bfloat16):
        logits = model(ids, positions)
    each = F.cross_entropy(logits.float().flatten(0, 1), ids[:, positions + 1].flatten(), reduction="none")
    each = each.view(len(ids), -1)
    return each[:, : len(body)].mean(), each[:, len(body) :].mean()


def optimizers(model):
    matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and "embed" not in n]
    others = [p for n, p in model.named_parameters() if p.dim() != 2 or "embed" in n]
    return (
        torch.optim.Muon(matrices, lr=MUON_RATE, weight_decay=0.01, adjust_lr_fn="original"),
        torch.optim.AdamW(others, lr=ADAM_RATE, betas=(0.9, 0.95), weight_decay=0.0),
    )


def save(path: Path, state: dict) -> None:
    aside = path.with_suffix(".tmp")
    torch.save(state, aside)
    os.replace(aside, path)


def evaluate(model, arranger, device, batches: int):
    rng = np.random.default_rng(1)
    model.eval()
    with torch.no_grad():
        found = np.array([[x.item() for x in losses(model, *arranger.batch(), rng, device)] for _ in range(batches)])
    model.train()
    return found.mean(axis=0)


def train(options):
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    documents, held_out = encode(options.data, tokenizer, options.work)
    model = LanguageModel(Shape()).to(device)
    optimizer = optimizers(model)
    state = {"step": 0, "tokens": 0, "decayed": 0, "curve": []}
    steady, finished = options.work / "steady.pt", options.work / "finished.pt"
    latest = finished if options.finish and finished.exists() else steady
    if latest.exists():
        saved = torch.load(latest, map_location=device, weights_only=False)
        model.load_state_dict(saved["model"])
        for o, s in zip(optimizer, saved["optimizer"]):
            o.load_state_dict(s)
        state = saved["state"]
    elif options.start:
        weights = load_file(options.start / "model.safetensors")
        model.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
        state["curve"] = [json.loads(line) for line in (options.start / "recipe" / "loss-curve.jsonl").open()]
        state["tokens"] = state["curve"][-1]["tokens"]
    arranger = Arranger(documents, tokenizer, seed=1_000_003 + state["step"])
    rng = np.random.default_rng(state["step"])
    compiled = torch.compile(model, dynamic=False) if options.compile else model
    start, fresh, began = state["step"], time.time(), state["tokens"]
    while state["tokens"] < options.tokens and not (options.finish and state["decayed"] >= options.finish):
        rate = min(1.0, (state["step"] + 1) / WARM_UP)
        if options.finish:
            rate *= 1.0 - state["decayed"] / options.finish
        for o, base in zip(optimizer, (MUON_RATE, ADAM_RATE)):
            for group in o.param_groups:
                group["lr"] = base * rate
        batch, row = arranger.batch()
        body, summary = losses(compiled, batch, row, rng, device)
        ((body * row.text + summary * row.summary * SUMMARY_WEIGHT) / (row.text + row.summary)).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for o in optimizer:
            o.step()
            o.zero_grad(set_to_none=True)
        state["step"] += 1
        state["tokens"] += batch.size
        state["decayed"] += batch.size if options.finish else 0
        if state["step"] % 20 == 0:
            speed = (state["tokens"] - began) / (time.time() - fresh)
            print(f"step {state['step']} tokens {state['tokens']:,} text {body.item():.3f} "
                  f"summary {summary.item():.3f} tokens/s {speed:.0f}", flush=True)
        if state["step"] % options.every == 0 or options.finish and state["decayed"] >= options.finish:
            text, summary = evaluate(model, Arranger(held_out, tokenizer, seed=7), device, 12)
            state["curve"].append({"tokens": state["tokens"], "text": round(text, 4), "summary": round(summary, 4),
                                   "text_perplexity": round(math.exp(text), 2)})
            print("held out", json.dumps(state["curve"][-1]), flush=True)
            save(finished if options.finish else steady,
                 {"model": model.state_dict(), "optimizer": [o.state_dict() for o in optimizer], "state": state})
    print(f"stopped at step {state['step']} after {state['step'] - start} steps of this sitting")


def export(options):
    if options.untrained:
        write(options, LanguageModel(Shape()).state_dict())
        return
    latest = next(p for p in (options.work / "finished.pt", options.work / "steady.pt") if p.exists())
    saved = torch.load(latest, map_location="cpu", weights_only=False)
    write(options, saved["model"])
    curve = "\n".join(json.dumps(point) for point in saved["state"]["curve"])
    (options.export / "recipe" / "loss-curve.jsonl").write_text(curve + "\n")
    print(json.dumps({k: v for k, v in saved["state"].items() if k != "curve"}))


def write(options, weights: dict) -> None:
    options.export.mkdir(parents=True, exist_ok=True)
    tensors = {name: t.to(torch.bfloat16).contiguous() for name, t in weights.items()}
    save_file(tensors, str(options.export / "model.safetensors"), metadata={"format": "pt"})
    (options.export / "config.json").write_text(json.dumps(Shape().config(), indent=2) + "\n")
    tokenizer = options.export / "tokenizer.json"
    if not tokenizer.exists():
        shutil.copy(options.tokenizer, tokenizer)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--tokenizer", type=Path, default=Path(__file__).parent.parent / "tokenizer.json")
    parser.add_argument("--tokens", type=int, default=10**12)
    parser.add_argument("--every", type=int, default=250)
    parser.add_argument("--finish", type=int, default=0)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--export", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--untrained", action="store_true")
    arguments = parser.parse_args()
    if not arguments.untrained:
        if not (arguments.data and arguments.work):
            parser.error("--data and --work are needed")
        arguments.work.mkdir(parents=True, exist_ok=True)
    export(arguments) if arguments.export else train(arguments)
