"""Makes the fixtures that dev.bunrui.llm.text's sentencepiece tokenizers are tested with.

    python src/test/python/tokenizer_fixtures.py TEXT [SHARED_DATA]

Needs sentencepiece, tokenizers and Transformers 5; run from the project's folder. TEXT is any Japanese text of some
100 kB to train small models on; with the folder of shared data the digests over the livedoor corpus are made too.

What sentencepiece gives between special tokens is what the models were trained with. Around it stands what
Transformers' Python tokenizers do: the splitting is that of Transformers 5's SentencePieceBackend, and the two classes
below add what T5Tokenizer and LlamaTokenizer did up to version 4. (Version 5's T5Tokenizer and LlamaTokenizer are
converted models; the last step prints where they differ from that.)
"""

import hashlib
import io
import json
import logging
import shutil
import sys
import tarfile
from array import array
from pathlib import Path

import sentencepiece
from llm_fixtures import TEXTS
from tokenizers import AddedToken, ByteLevelBPETokenizer
from transformers import AutoTokenizer, GPT2Tokenizer, PreTrainedTokenizerFast
from transformers.tokenization_utils_sentencepiece import SentencePieceBackend

logging.disable(logging.WARNING)
OUT = Path("src/test/resources/dev/bunrui/llm/tokenizer")

AWKWARD = TEXTS + [
    "ﾊﾟﾝﾀﾞ ﾊﾞﾅﾅ ｶﾞｷﾞｸﾞ", "パ゜ン゛", "ＮＦＫＣ：㌔㍍㍿㋿ﷺ", "①\u20e3 ㊙ ℃ Å ﬁ ½ ⅷ", "　　全角 　混在　 ",
    "<NL>", "改行<NL>と<NL><NL>印", "<nl> <NL < NL> ＜NL＞", "あ</s>", "</s></s>", "</s>あ", "あ </s> い", "<s>あ</s>い<unk>う<pad>",
    "[PAD][UNK][MASK]", "<extra_id_0> あ <extra_id_4>い<extra_id_5>", "<|endoftext|> a", "<0xE3><0x81><0x82>", "▁", "▁▁あ ▁ い", " ▁あ",
    "𩸽\U000e0100 葛\U000e0100城 辻\ufe00", "\ue000\uf8ff 外字 \U000f0000", "👩🏽‍🚀👨‍❤️‍💋‍👨🏴\U000e0067\U000e0062\U000e007f",
    "\u0000\u0000あ\u0000", "\u0001\u0002\u001f\u007f\u0080\u0085\u00a0\u2028\u2029\u3000", "\u200e\u202eRTL\u202c", "a\u0300\u0301\u0302",
    "\tタブ\t\n\x0b\x0c\r", " " * 50, "あ" + " " * 50 + "い", "\n" * 20, "あ\n \n い", "ＡＢＣ　ａｂｃ", "ｱ\u3099", "ｶ\uff9e",
    "\u3099\u3099", "が" * 10 + "\u3099", "한\u1112\u1161\u11ab", "a" * 3000, "漢字かな" * 500, "<" * 200, "<unk" * 30, "[" * 100,
]
LONG = [("あいうえお", 7000), ("a", 100_000), ("日本語", 11_000), ("𠮷", 25_000), ("1", 100_000), (" ", 3000)]


class T5(SentencePieceBackend):
    """T5Tokenizer of Transformers 4, used with use_fast=False."""

    vocab_files_names = {"vocab_file": "spiece.model"}

    def __init__(self, vocab_file, eos_token="</s>", unk_token="<unk>", pad_token="<pad>", extra_ids=100,
                 additional_special_tokens=None, legacy=None, added_tokens_decoder=None, **kwargs):
        size = sentencepiece.SentencePieceProcessor(vocab_file).get_piece_size()
        decoder = {size - 1 + extra_ids - i: AddedToken(f"<extra_id_{i}>", lstrip=True, rstrip=True, special=True, normalized=False)
                   for i in range(extra_ids)} | (added_tokens_decoder or {})
        super().__init__(vocab_file=vocab_file, eos_token=eos_token, unk_token=unk_token, pad_token=pad_token,
                         extra_special_tokens=additional_special_tokens or [], legacy=legacy is None or legacy,
                         added_tokens_decoder=decoder, **kwargs)

    def ids(self, text):
        ids = [self._convert_token_to_id_with_added_voc(token) for token in self.tokenize(text)]
        return ids if ids and ids[-1] == self.eos_token_id else ids + [self.eos_token_id]


class Llama(SentencePieceBackend):
    """LlamaTokenizer of Transformers 4, used with use_fast=False."""

    vocab_files_names = {"vocab_file": "tokenizer.model"}

    def __init__(self, vocab_file, bos_token="<s>", eos_token="</s>", unk_token="<unk>", legacy=None,
                 add_bos_token=True, add_eos_token=False, **kwargs):
        self.bos, self.eos = add_bos_token, add_eos_token
        super().__init__(vocab_file=vocab_file, bos_token=bos_token, eos_token=eos_token, unk_token=unk_token,
                         legacy=legacy is None or legacy, **kwargs)

    def ids(self, text):
        if self.legacy or not text:
            tokens = self.tokenize(text)
        else:
            tokens = self.tokenize("▁" + text.replace("▁", " "))
            if len(tokens) > 1 and tokens[0] == "▁" and tokens[1] in self.all_special_tokens:
                tokens = tokens[1:]
        ids = [self._convert_token_to_id_with_added_voc(token) for token in tokens]
        return [self.bos_token_id] * self.bos + ids + [self.eos_token_id] * self.eos


def utf16(text, place):
    return len(text.encode()[:place].decode().encode("utf-16-le")) // 2


def places(processor, text):
    pieces = processor.encode(text, return_type="proto").pieces
    return {"starts": [utf16(text, p.begin) for p in pieces], "ends": [utf16(text, p.end) for p in pieces]}


def train(name, file, corpus, config, **options):
    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(corpus), model_writer=model, num_threads=1, minloglevel=2, **options)
    (folder / file).write_bytes(model.getvalue())
    (folder / "tokenizer_config.json").write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n")
    return folder


def expected(folder, kind, file, config):
    config = {k: v for k, v in config.items() if k != "tokenizer_class"}
    if "added_tokens_decoder" in config:
        config["added_tokens_decoder"] = {int(i): AddedToken(**t) for i, t in config["added_tokens_decoder"].items()}
    tokenizer = kind(str(folder / file), **config)
    processor = sentencepiece.SentencePieceProcessor(str(folder / file))
    rows = []
    for text in AWKWARD:
        row = {"text": text, "ids": tokenizer.ids(text)}
        if tokenizer.legacy and not any(t in text for t in tokenizer._added_tokens_encoder):
            plain = processor.encode(text)
            assert [i for i in row["ids"] if i in plain] == plain, text
            row |= places(processor, text)
        rows.append(row)
    (folder / "expected.json").write_text(json.dumps(rows, ensure_ascii=True, separators=(",", ":")) + "\n")
    return tokenizer


RINNA = {
    "tokenizer_class": "T5Tokenizer", "eos_token": "</s>", "unk_token": "[UNK]", "pad_token": "[PAD]", "bos_token": "<s>",
    "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]", "extra_ids": 0, "additional_special_tokens": [],
}
RULES = {"か\u3099": "が", "㍿": "株式会社", "\u3000": " ", "\n": " ", "\t": " ", "\u200b": "", "ﷺ": "صلى الله عليه وسلم", "①": "1",
         "ﾊ": "ハ", "ﾊﾞ": "バ", "＜": "<", "＞": ">"}


def small(corpus):
    common = dict(vocab_size=1500, character_coverage=0.98)
    ids = dict(unk_id=0, bos_id=1, eos_id=2, pad_id=3, pad_piece="[PAD]")
    exact = dict(normalization_rule_name="identity", remove_extra_whitespaces=False)
    config = RINNA
    folder = train("rinna", "spiece.model", corpus, config, model_type="unigram", byte_fallback=True, add_dummy_prefix=False,
                   user_defined_symbols=["<NL>"], **exact, **ids, **common)
    expected(folder, T5, "spiece.model", config)
    rules = OUT / "rules.tsv"
    rules.write_text("".join("\t".join(" ".join(f"{ord(c):X}" for c in side) for side in rule) + "\n" for rule in RULES.items()))
    config = {"tokenizer_class": "T5TokenizerFast", "extra_ids": 5, "pad_token": "[PAD]"}
    folder = train("rewriting", "spiece.model", corpus, config, model_type="unigram", byte_fallback=False,
                   normalization_rule_tsv=str(rules), user_defined_symbols=["[MASK]", "①"], **ids, **common)
    rules.unlink()
    expected(folder, T5, "spiece.model", config)
    config = {"tokenizer_class": "LlamaTokenizer"}
    folder = train("llama", "tokenizer.model", corpus, config, model_type="bpe", byte_fallback=True, **exact, **ids, **common)
    expected(folder, Llama, "tokenizer.model", config)
    token = {"lstrip": False, "rstrip": False, "single_word": False, "normalized": False, "special": True}
    config = {
        "tokenizer_class": "LlamaTokenizer", "legacy": False, "add_bos_token": False, "add_eos_token": True,
        "added_tokens_decoder": {
            "0": token | {"content": "<unk>"}, "1": token | {"content": "<s>"}, "2": token | {"content": "</s>", "lstrip": True},
            "900": token | {"content": "<NL>", "rstrip": True}, "901": token | {"content": "[MASK]", "single_word": True},
        },
    }
    again = OUT / "llama-new"
    again.mkdir(exist_ok=True)
    shutil.copy(folder / "tokenizer.model", again)
    (again / "tokenizer_config.json").write_text(json.dumps(config, indent=1) + "\n")
    expected(again, Llama, "tokenizer.model", config)
    folder = OUT / "gpt2"
    folder.mkdir(exist_ok=True)
    gpt2 = ByteLevelBPETokenizer()
    gpt2.train_from_iterator(corpus, vocab_size=500, special_tokens=["<|endoftext|>"], show_progress=False)
    gpt2.save_model(str(folder))
    tokenizer = GPT2Tokenizer.from_pretrained(folder)
    rows = [{"text": t, "ids": tokenizer(t)["input_ids"]} for t in AWKWARD]
    (folder / "expected.json").write_text(json.dumps(rows, separators=(",", ":")) + "\n")


def articles(shared):
    texts = {}
    with tarfile.open(shared / "ldcc-20140209.tar.gz") as archive:
        for member in archive:
            parts = member.name.split("/")
            if member.isfile() and parts[-1].startswith(parts[-2] + "-"):
                texts["/".join(parts[-2:])] = archive.extractfile(member).read().decode("utf-8")
    return [texts[name] for name in sorted(texts)]


def digest(rows):
    sha, tokens = hashlib.sha256(), 0
    for ids in rows:
        row = array("i", ids)
        assert row.itemsize == 4 and sys.byteorder == "little"
        sha.update(row.tobytes())
        tokens += len(ids)
    return {"tokens": tokens, "sha256": sha.hexdigest()}


def spelled_symbol(model):
    """The model with <NL> as a further symbol and no space before a text, as rinna's are made."""
    piece = b"\x0a\x04<NL>\x15\x00\x00\x00\x00\x18\x04"  # its text, its score, its type
    return model + b"\x0a" + bytes([len(piece)]) + piece + b"\x1a\x02\x18\x00"


def large(shared):
    corpus = articles(shared)
    awkward = AWKWARD + [text * times for text, times in LONG]
    folder = shared / "tokenizers"
    work = Path("target/tokenizers")
    work.mkdir(parents=True, exist_ok=True)
    llm_jp = (folder / "llm-jp-v2.2-50k.spm.model").read_bytes()
    models = {
        "rinna-japanese-gpt2": ((folder / "rinna-japanese-gpt2.spm.model").read_bytes(), "spiece.model", T5, RINNA),
        "llm-jp-as-rinna": (spelled_symbol(llm_jp), "spiece.model", T5, RINNA),
        "llm-jp-as-llama": (llm_jp, "tokenizer.model", Llama, {"tokenizer_class": "LlamaTokenizer"}),
    }
    result = {"articles": len(corpus), "characters": sum(map(len, corpus)), "long": LONG, "models": {}}
    for name, (data, file, kind, config) in models.items():
        (work / file).write_bytes(data)
        tokenizer = kind(str(work / file), **{k: v for k, v in config.items() if k != "tokenizer_class"})
        result["models"][name] = {"config": config, "corpus": digest(map(tokenizer.ids, corpus)),
                                  "awkward": digest(map(tokenizer.ids, awkward))}
        processor = sentencepiece.SentencePieceProcessor(str(work / file))
        plain = [t for t in corpus if "<" not in t][:500]
        trim = (lambda ids: ids[:-1]) if kind is T5 else (lambda ids: ids[1:])
        assert [trim(tokenizer.ids(t)) for t in plain] == processor.encode(plain)
    for name in ["gpt-neox-20b", "llm-jp-v2.2-50k"]:
        tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(folder / f"{name}.tokenizer.json"))
        result["models"][name] = {"corpus": digest(tokenizer(corpus)["input_ids"]), "awkward": digest(tokenizer(awkward)["input_ids"])}
    (OUT / "corpus.json").write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n")


def differences():
    """Where Transformers 5's own classes leave what sentencepiece gives."""
    for name in ["rinna", "rewriting", "llama", "llama-new"]:
        rows = json.loads((OUT / name / "expected.json").read_text())
        try:
            tokenizer = AutoTokenizer.from_pretrained(OUT / name)
            other = [row["text"] for row in rows if tokenizer(row["text"])["input_ids"] != row["ids"]]
            print(f"{name}: Transformers 5's {type(tokenizer).__name__} differs on {len(other)} of {len(rows)}, such as",
                  [text[:20] for text in other[:8]])
        except Exception as failure:
            print(f"{name}: Transformers 5 fails: {failure!r:.200}")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    small([line for line in text.split("\n") if line.strip()])
    if len(sys.argv) > 2:
        large(Path(sys.argv[2]))
    differences()
