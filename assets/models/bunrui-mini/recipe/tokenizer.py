"""Trains the tokenizer of bunrui-mini: a unigram model with byte fallback that keeps newlines, as tokenizer.json.

    python tokenizer.py --data FOLDER --out FOLDER
"""

import argparse
import random
import tempfile
from pathlib import Path

import sentencepiece as spm
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, processors

import corpus

VOCABULARY = 8192
SPECIALS = {"unk": "<unk>", "bos": "<s>", "eos": "</s>", "pad": "<pad>"}


def train(documents: list[corpus.Document], prefix: Path) -> None:
    rng = random.Random(0)
    lines = {"wikipedia": [], "aozora": []}
    for document in documents:
        lines[document.source] += [line[:1000] for line in document.body.split("\n") if len(line) >= 5]
    sample = prefix.with_suffix(".txt")
    with sample.open("w", encoding="utf-8") as out:
        for source, budget in (("wikipedia", 14_000_000), ("aozora", 8_000_000)):
            rng.shuffle(lines[source])
            for line in lines[source]:
                out.write(line + "\n")
                budget -= len(line)
                if budget <= 0:
                    break
    spm.SentencePieceTrainer.train(
        input=str(sample), model_prefix=str(prefix), model_type="unigram", vocab_size=VOCABULARY,
        byte_fallback=True, character_coverage=0.9993, split_digits=True, max_sentencepiece_length=8,
        normalization_rule_name="identity", remove_extra_whitespaces=False, add_dummy_prefix=False,
        user_defined_symbols=["\n"], unk_id=0, bos_id=1, eos_id=2, pad_id=3, max_sentence_length=8000,
        seed_sentencepiece_size=300_000, num_threads=2,
    )


def convert(prefix: Path) -> Tokenizer:
    """The sentencepiece model as a tokenizer.json; `</s>` ends every text, as with rinna's tokenizers."""
    model = spm.SentencePieceProcessor(model_file=str(prefix) + ".model")
    vocabulary = [(model.id_to_piece(i), model.get_score(i)) for i in range(model.get_piece_size())]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=True))
    tokenizer.normalizer = normalizers.Replace(Regex(" "), "\u2581")
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    tokenizer.add_special_tokens([AddedToken(token, normalized=False) for token in SPECIALS.values()])
    eos = SPECIALS["eos"]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"$A {eos}", pair=f"$A {eos} $B {eos}", special_tokens=[(eos, tokenizer.token_to_id(eos))]
    )
    return tokenizer


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        prefix = Path(scratch) / "unigram"
        train([d for d in corpus.read(options.data) if not d.held_out], prefix)
        convert(prefix).save(str(options.out / "tokenizer.json"), pretty=False)
