"""Makes the fixtures that dev.bunrui.llm is tested with: what Python's own libraries write and read.

    python src/test/python/llm_fixtures.py

Needs torch, safetensors and Transformers 5; run from the project's folder.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import GPTNeoXConfig, PreTrainedTokenizerFast

OUT = Path("src/test/resources/dev/bunrui/llm")
TOKENIZER = "assets/models/bunrui-mini/tokenizer.json"

TEXTS = [
    "", " ", "  ", "\n", "\n\n", "\t", "\r\n", "a", "あ", "。",
    "吾輩は猫である。名前はまだ無い。",
    "タイトル: 新しいスマートフォン\n本文: 発売日は9月です。\nラベル: ",
    "タイトル: \n本文: \nラベル: ",
    " 先頭に空白", "末尾に空白 ", "間に  二つの   空白", "全角\u3000空白",
    "改行\nと\n\n空行\n", "\n先頭の改行", "復帰\r改行\r\n",
    "𠮷野家で𩸽を食べた", "叱る𠮟る", "😀", "家族👨‍👩‍👧‍👦と旗🇯🇵と肌👍🏽",
    "が か\u3099 ガ カ\u3099 ｶﾞ", "e\u0301 é", "①②③ ㈱ ㍿ ﾊﾝｶｸ ＡＢＣ１２３",
    "１２３４５67890", "3.14159 2,000円 50% #1 @bunrui", "Hello, World! It's a test.", "ＨＴＭＬ<br>&nbsp;</p>",
    "</s>", "本文の中の</s>という文字", "<s><pad><unk>", "<0x41> <0xE3>", "▁下線▁", "http://example.com/a?b=c&d=é",
    "\u0000", "ゼロ幅\u200bと\ufeffBOM", "\u0007\u001b[0m", "한국어와 中文和日本語 Ελληνικά עברית العربية ไทย",
    "ーーーーーーーー", "wwwwwwwwwwwwwwwwwwwwwwwwwwwwww", "あ" * 300, "𠮷" * 40,
    "髙島屋と﨑と神\ufe00", "\ufffd\ufffe\uffff", "\U0010ffff",
]


def tensors():
    grid = torch.tensor([[0.0, -0.0, 1.0, -1.5], [3.14159, 1e-8, 65504.0, -6.1e-5], [2**-24, float("inf"), -1e-3, 7.0]])
    return {
        "b.f32": grid, "a.f32": grid.T.contiguous(), "layers.10.f16": grid.half(), "layers.9.f16": grid.half()[:1],
        "bf16": grid.bfloat16(), "f64": grid.double(), "i64": torch.tensor([-(2**40), 2**40]),
        "i32": torch.tensor([[1], [-2], [3]], dtype=torch.int32), "i16": torch.tensor([-300], dtype=torch.int16),
        "i8": torch.tensor([-1, 2, 3], dtype=torch.int8), "u8": torch.tensor([255], dtype=torch.uint8),
        "bool": torch.tensor([True, False, True]), "scalar": torch.tensor(0.5), "empty": torch.zeros(0, 4),
        "名前": torch.tensor([1.0]),
    }


def configs():
    """The same network in Transformers 5's spelling and 4's, and one that leaves everything out."""
    five = GPTNeoXConfig(
        vocab_size=96, hidden_size=24, num_hidden_layers=3, num_attention_heads=2, intermediate_size=48,
        max_position_embeddings=64, layer_norm_eps=1e-6, use_parallel_residual=False, attention_bias=False,
        hidden_act="gelu_new", pad_token_id=3, eos_token_id=[7, 2], tie_word_embeddings=True, dtype="bfloat16",
        rope_parameters={"rope_type": "default", "rope_theta": 5000.0, "partial_rotary_factor": 0.5},
    ).to_dict()
    four = {k: v for k, v in five.items() if k not in ("rope_parameters", "dtype")}
    four |= {"rotary_pct": 0.5, "rotary_emb_base": 5000, "torch_dtype": "bfloat16", "transformers_version": "4.28.1"}
    assert GPTNeoXConfig.from_dict(four).to_dict() == GPTNeoXConfig.from_dict(five).to_dict()
    return {"transformers5": five, "transformers4": four, "bare": {"model_type": "gpt_neox"}}


def write(name, value):
    (OUT / name).write_text(json.dumps(value, ensure_ascii=True, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    save_file(tensors(), OUT / "python.safetensors", metadata={"format": "pt"})
    write("floats.json", {name: [repr(x) for x in t.float().flatten().tolist()]
                          for name, t in tensors().items() if t.dtype in (torch.float32, torch.float16, torch.bfloat16)})
    for name, config in configs().items():
        write(f"config-{name}.json", config)
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=TOKENIZER)
    plain = tokenizer(TEXTS, truncation=False)["input_ids"]
    cut = tokenizer(TEXTS, truncation=True, max_length=6)["input_ids"]
    write("tokens.json", [{"text": t, "ids": i, "cutAt6": c, "decoded": tokenizer.decode(i, clean_up_tokenization_spaces=False)}
                          for t, i, c in zip(TEXTS, plain, cut)])
