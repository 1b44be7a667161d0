"""GPT-NeoX as rinna builds it (sequential residual, rotary embedding over the whole head), for pre-training.

Parameter names are those of Transformers' GPTNeoXForCausalLM, so that a state dict is a checkpoint.
"""

from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Shape:
    vocab_size: int = 8192
    hidden_size: int = 256
    num_hidden_layers: int = 4
    num_attention_heads: int = 4
    intermediate_size: int = 1024
    max_position_embeddings: int = 1024

    def config(self) -> dict:
        """The config.json of the Hugging Face layout."""
        return {
            "architectures": ["GPTNeoXForCausalLM"], "model_type": "gpt_neox", **asdict(self),
            "hidden_act": "gelu", "layer_norm_eps": 1e-5, "use_parallel_residual": False, "rotary_pct": 1.0,
            "rotary_emb_base": 10000, "attention_bias": True, "initializer_range": 0.02,
            "tie_word_embeddings": True, "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 3,
            "torch_dtype": "bfloat16", "use_cache": True,
        }


class Attention(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.heads = shape.num_attention_heads
        self.query_key_value = nn.Linear(shape.hidden_size, 3 * shape.hidden_size)
        self.dense = nn.Linear(shape.hidden_size, shape.hidden_size)

    def forward(self, x, cos, sin):
        batch, tokens, hidden = x.shape
        q, k, v = self.query_key_value(x).view(batch, tokens, self.heads, -1).transpose(1, 2).chunk(3, dim=-1)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.dense(mixed.transpose(1, 2).reshape(batch, tokens, hidden))


class Mlp(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.dense_h_to_4h = nn.Linear(shape.hidden_size, shape.intermediate_size)
        self.dense_4h_to_h = nn.Linear(shape.intermediate_size, shape.hidden_size)

    def forward(self, x):
        return self.dense_4h_to_h(F.gelu(self.dense_h_to_4h(x)))


class Layer(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.input_layernorm = nn.LayerNorm(shape.hidden_size)
        self.post_attention_layernorm = nn.LayerNorm(shape.hidden_size)
        self.attention = Attention(shape)
        self.mlp = Mlp(shape)

    def forward(self, x, cos, sin):
        x = x + self.attention(self.input_layernorm(x), cos, sin)
        return x + self.mlp(self.post_attention_layernorm(x))


class Backbone(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        self.embed_in = nn.Embedding(shape.vocab_size, shape.hidden_size)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.num_hidden_layers))
        self.final_layer_norm = nn.LayerNorm(shape.hidden_size)

    def forward(self, ids):
        cos, sin = rotary(ids.shape[1], self.shape.hidden_size // self.shape.num_attention_heads)
        x = self.embed_in(ids)
        for layer in self.layers:
            x = layer(x, cos, sin)
        return self.final_layer_norm(x)


class LanguageModel(nn.Module):
    """Tied embeddings; `forward` gives the logits of the chosen positions only."""

    def __init__(self, shape: Shape, seed: int = 0):
        super().__init__()
        torch.manual_seed(seed)
        self.gpt_neox = Backbone(shape)
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2:
                nn.init.normal_(parameter, std=0.02)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)

    def forward(self, ids, positions):
        states = self.gpt_neox(ids)[:, positions]
        return F.linear(states, self.gpt_neox.embed_in.weight)


def rotary(tokens: int, size: int):
    inverse = 1.0 / (10000 ** (torch.arange(0, size, 2).float() / size))
    angles = torch.outer(torch.arange(tokens).float(), inverse)
    angles = torch.cat((angles, angles), dim=-1)
    return angles.cos(), angles.sin()


def rotate(x, cos, sin):
    half = x.shape[-1] // 2
    turned = torch.cat((-x[..., half:], x[..., :half]), dim=-1)
    return (x * cos + turned * sin).to(x.dtype)
