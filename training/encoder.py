"""The pair model in plain PyTorch: a BERT encoder that reads both statements at once, and three small heads.

The encoder has the shape of all-MiniLM-L6-v2 (6 layers, 384 wide, 12 heads), so that its weights load as they are.
Above it, five vectors are set side by side: the first token, the mean of each statement's tokens, and the product and the
distance of these two means. One hidden layer turns them into three answers:

- link: does the press statement speak to this official statement (one logit);
- contrast: if it does, does it differ on it (one logit);
- inference: entailment, neutral, contradiction. It is trained beside the others and left out of the shipped model.

Read alone, a statement gives a vector (`embed`), the mean of its tokens, as all-MiniLM-L6-v2 makes it; the first two steps of
training keep it close to what it was. That is cheap, one reading a statement, and proposes the pairs worth reading together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name every PyTorch reader knows

if TYPE_CHECKING:
    from pathlib import Path

PADDING, OFFICIAL, PRESS = range(3)
"""What a token belongs to. The special tokens count as part of what they stand before or after."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder; the defaults are those of all-MiniLM-L6-v2."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    dropout: float = 0.1


class Layer(nn.Module):
    """One transformer layer: attention, then two dense layers, each added to what came in and normalised."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.mix = nn.Linear(shape.width, shape.width)
        self.norm_attention = nn.LayerNorm(shape.width, eps=1e-12)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.norm_out = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = shape.dropout
        self.scale = (shape.width // shape.heads) ** -0.5

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return `x` (batch, tokens, width) after one layer; `bias` is added to the attention logits."""
        batch, tokens, width = x.shape
        qkv = self.qkv(x).view(batch, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: the backward pass of the fused attention is four times slower on a CPU in bfloat16.
        logits = (qkv[0] * self.scale) @ qkv[1].transpose(-1, -2) + bias.to(qkv.dtype)
        seen = logits.softmax(-1) @ qkv[2]
        seen = self.mix(seen.transpose(1, 2).reshape(batch, tokens, width))
        x = self.norm_attention(x + seen)
        inner = self.narrow(F.gelu(self.widen(x)))
        return self.norm_out(x + F.dropout(inner, self.dropout, self.training))


class PairEncoder(nn.Module):
    """The encoder and its heads; see the top of this module."""

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.sides = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.hidden = nn.Linear(5 * shape.width, shape.width)
        self.pair_head = nn.Linear(shape.width, 2)
        self.inference_head = nn.Linear(shape.width, 3)
        self.words.weight.requires_grad = False  # 11.7 of 22.7 million weights; a few thousand reports cannot improve them

    def encode(self, ids: Tensor, roles: Tensor) -> Tensor:
        """Return one vector a token, (batch, tokens, width)."""
        places = self.places.weight[: ids.shape[1]]
        x = self.norm(self.words(ids) + places + self.sides((roles > OFFICIAL).long()))
        x = F.dropout(x, self.shape.dropout, self.training)
        bias = (roles == PADDING)[:, None, None, :].to(x.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def embed(self, ids: Tensor, roles: Tensor) -> Tensor:
        """Return one unit vector a text, (batch, width): the mean of its tokens, as all-MiniLM-L6-v2 makes it."""
        return unit_mean(self.encode(ids, roles), roles)

    def joined(self, x: Tensor, roles: Tensor) -> Tensor:
        """Return one vector a pair, (batch, width), that the heads read, of encoded tokens."""
        official, press = mean_where(x, roles == OFFICIAL), mean_where(x, roles == PRESS)
        joint = torch.cat([x[:, 0], official, press, official * press, (official - press).abs()], dim=-1)
        return F.dropout(F.gelu(self.hidden(joint)), self.shape.dropout, self.training)

    def forward(self, ids: Tensor, roles: Tensor) -> Tensor:
        """Return the link and the contrast logit of each pair, (batch, 2)."""
        return self.pair_head(self.joined(self.encode(ids, roles), roles))

    def both(self, ids: Tensor, roles: Tensor) -> tuple[Tensor, Tensor]:
        """Return the pair logits (batch, 2) and the inference logits (batch, 3)."""
        x = self.joined(self.encode(ids, roles), roles)
        return self.pair_head(x), self.inference_head(x)


def mean_where(x: Tensor, mask: Tensor) -> Tensor:
    """Return the mean of `x` over the tokens where `mask` is 1, in float32; zero where there is none."""
    weight = mask.to(torch.float32).unsqueeze(-1)
    return (x.float() * weight).sum(1) / weight.sum(1).clamp(min=1.0)


def unit_mean(x: Tensor, roles: Tensor) -> Tensor:
    """Return the mean of the encoded tokens `x` of each text as a unit vector."""
    return F.normalize(mean_where(x, roles != PADDING), dim=-1)


def load_minilm(path: Path) -> PairEncoder:
    """Return a model whose encoder has the weights of all-MiniLM-L6-v2 in `path` and whose heads are fresh."""
    source = load_file(path)
    model = PairEncoder()
    state = model.state_dict()
    state["words.weight"] = source["embeddings.word_embeddings.weight"]
    state["places.weight"] = source["embeddings.position_embeddings.weight"]
    state["sides.weight"] = source["embeddings.token_type_embeddings.weight"]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = source[f"embeddings.LayerNorm.{part}"]
    for index in range(model.shape.layers):
        state |= layer_weights(source, index)
    model.load_state_dict(state)
    return model


def layer_weights(source: dict[str, Tensor], index: int) -> dict[str, Tensor]:
    """Return the weights of layer `index` under our names."""
    theirs, ours = f"encoder.layer.{index}.", f"layers.{index}."
    names = {
        "attention.output.dense": "mix",
        "attention.output.LayerNorm": "norm_attention",
        "intermediate.dense": "widen",
        "output.dense": "narrow",
        "output.LayerNorm": "norm_out",
    }
    out = {}
    for part in ("weight", "bias"):
        out[f"{ours}qkv.{part}"] = torch.cat([source[f"{theirs}attention.self.{n}.{part}"] for n in ("query", "key", "value")])
        for name, our_name in names.items():
            out[f"{ours}{our_name}.{part}"] = source[f"{theirs}{name}.{part}"]
    return out
