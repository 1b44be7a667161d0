"""Writes a network of a family with random weights: as fast as a trained one, and nothing has to be fetched.

    python random_model.py FAMILY FOLDER [--hidden 512] [--layers 8] [--vocabulary 16000]
"""

import argparse
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import AutoConfig, AutoModel

parser = argparse.ArgumentParser()
parser.add_argument("family")
parser.add_argument("folder", type=Path)
parser.add_argument("--hidden", type=int, default=512)
parser.add_argument("--layers", type=int, default=8)
parser.add_argument("--vocabulary", type=int, default=16000)
options = parser.parse_args()

hidden, heads = options.hidden, options.hidden // 64
shared = dict(vocab_size=options.vocabulary, pad_token_id=1, bos_token_id=0, eos_token_id=2)
grouped = dict(hidden_size=hidden, num_hidden_layers=options.layers, num_attention_heads=heads, head_dim=64,
               num_key_value_heads=max(1, heads // 4), intermediate_size=hidden * 7 // 2)
own = {
    "gpt_neox": dict(hidden_size=hidden, num_hidden_layers=options.layers, num_attention_heads=heads,
                     intermediate_size=4 * hidden),
    "gpt2": dict(n_embd=hidden, n_layer=options.layers, n_head=heads, resid_pdrop=0, embd_pdrop=0, attn_pdrop=0),
}.get(options.family, grouped)
torch.manual_seed(0)
AutoModel.from_config(AutoConfig.for_model(options.family, **shared, **own)).save_pretrained(options.folder)
tokenizer = Tokenizer(models.WordLevel({f"w{i}": i for i in range(options.vocabulary)}, unk_token="w0"))
tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
tokenizer.save(str(options.folder / "tokenizer.json"))
