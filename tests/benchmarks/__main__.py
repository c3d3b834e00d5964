"""``make bench``: prints every figure beside its bar; ends with 1 if one is missed."""

from __future__ import annotations

import sys

import numpy as np
import torch

from model import (
    Batch,
    Config,
    Network,
    Parameters,
    Stack,
    StackShape,
    Trainer,
    Vocabulary,
    cell_names,
    load_cell,
    trace,
)
from model.explain.beliefs import Fact, belief
from model.network.network import starting_parameters
from model.training import config_of
from model.training.adam import Adam
from model.training.find_facts import FACT_KINDS
from model.training.recipes import RECIPES
from tests.benchmarks import peers
from tests.benchmarks.measure import Bars, bytes_held, medians

INPUTS, TOKENS = 48, 40


def random_stack(cell: str, units: int) -> tuple[Stack, Parameters]:
    shape = StackShape(load_cell(cell), INPUTS, units)
    parameters = Parameters(shape.parameter_shapes())
    parameters.flat[:] = np.random.default_rng(0).normal(0, 0.15, parameters.flat.size)
    return Stack(shape, parameters), parameters


def one_sentence(bars: Bars, units: int) -> None:
    stack, parameters = random_stack("lstm", units)
    x = np.random.default_rng(1).normal(size=(TOKENS, INPUTS)).astype(np.float32)
    lstm, fused, x_torch = peers.torch_lstm(parameters, INPUTS, units), peers.HandFused(parameters, units), torch.tensor(x)

    def torch_lstm() -> object:
        with torch.inference_mode():
            return lstm(x_torch)[0]

    ours, loop, by_hand = stack.run(x).layers[0].forward, peers.torch_loop(lstm, x_torch), fused(x)
    for n, signal in enumerate("figoch"):
        assert np.allclose(ours[signal], loop[n], atol=1e-5), signal
        assert np.allclose(ours[signal], by_hand[signal], atol=1e-5), signal
    assert np.allclose(ours["h"], torch_lstm(), atol=1e-5)

    time = medians(
        {
            "ours": lambda: stack.run(x),
            "loop": lambda: peers.torch_loop(lstm, x_torch),
            "tuned loop": lambda: peers.torch_tuned_loop(lstm, x_torch),
            "torch.nn.LSTM": torch_lstm,
            "by hand": lambda: fused(x),
        },
        rounds=400,
    )
    print(f"one sentence, {TOKENS} tokens, {units} units, everything kept: {time['ours'] * 1e3:.3f} ms")
    bars.at_least("a PyTorch loop that keeps the gates / ours", time["loop"] / time["ours"], 4)
    bars.at_least("the same loop, tuned / ours", time["tuned loop"] / time["ours"], None)
    bars.at_most("ours / torch.nn.LSTM, which keeps none", time["ours"] / time["torch.nn.LSTM"], 1.5)
    bars.at_most("ours / an LSTM fused by hand in NumPy (goal)", time["ours"] / time["by hand"], 1.15)


def every_cell() -> None:
    x = np.random.default_rng(1).normal(size=(TOKENS, INPUTS)).astype(np.float32)
    stacks = {name: random_stack(name, 128)[0] for name in cell_names()}
    time = medians({name: lambda stack=stack: stack.run(x) for name, stack in stacks.items()}, rounds=200)
    print(f"one sentence, {TOKENS} tokens, 128 units, by cell, as a ratio to the LSTM")
    for name, seconds in time.items():
        print(f"  {name:<66}{seconds / time['lstm']:8.2f}")


def training_step(bars: Bars) -> None:
    sentences, tokens, units, width, words = 64, 52, 128, 48, 1000
    random = np.random.default_rng(2)
    config = Config(load_cell("lstm"), Vocabulary([f"w{n}" for n in range(words)]), width, units)
    parameters = starting_parameters(config, seed=0)
    rows, targets = random.integers(0, words, (2, tokens, sentences))
    weights = random.uniform(0.5, 1.5, (tokens, sentences)).astype(np.float32)
    batch = Batch(rows, np.full(sentences, tokens), targets, weights, np.empty((0, width), np.float32))
    peer = peers.TorchTrainer(parameters, width, units)
    rows_torch, targets_torch, weights_torch = torch.tensor(rows), torch.tensor(targets), torch.tensor(weights)
    trainer, adam = Trainer(config, parameters), Adam.over(parameters.flat)

    def ours() -> float:
        loss = trainer.loss(batch)
        adam.step(parameters.flat, trainer.gradients.flat, 1e-3)
        return loss

    def theirs() -> float:
        return peer.step(rows_torch, targets_torch, weights_torch)

    for _ in range(5):  # five steps of learning come out alike
        assert abs(ours() - theirs()) < 1e-4
    time = medians({"ours": ours, "PyTorch": theirs}, rounds=30)
    print(f"a training step, {sentences} x {tokens} tokens, {units} units, {words} words: {time['ours'] * 1e3:.1f} ms")
    bars.at_most("ours / PyTorch", time["ours"] / time["PyTorch"], 1.6)


def flat_cost(bars: Bars) -> None:
    stack, _ = random_stack("lstm", 128)
    lengths = (10, 100, 1000, 10_000)
    series = {n: np.random.default_rng(3).normal(size=(n, INPUTS)).astype(np.float32) for n in lengths}
    time = medians({str(n): lambda x=x: stack.run(x) for n, x in series.items()}, rounds=15)
    per_token = {n: time[str(n)] / n for n in lengths}
    print("cost per token, 128 units: " + ", ".join(f"{n:,} tokens {cost * 1e6:.2f} µs" for n, cost in per_token.items()))
    bars.at_most("10,000 tokens / 100 tokens, per token", per_token[10_000] / per_token[100], 1.15)
    bars.at_most("10 tokens / 100 tokens, per token (the fixed part of a call shows)", per_token[10] / per_token[100], 2.5)


def memory(bars: Bars) -> None:
    words = [f"w{n}" for n in range(1000)]
    network = Network.create(Config(load_cell("lstm"), Vocabulary(words), INPUTS, 128), seed=0)
    sentence = " ".join(words[n] for n in np.random.default_rng(4).integers(0, 1000, 200))
    walked = trace(network, sentence)
    layers = walked.run.layers
    kept = sum(array.nbytes for layer in layers for array in (layer.input, *layer.forward.values()))
    kept += walked.logits.nbytes + walked.probabilities.nbytes
    print(f"memory of a trace of 200 tokens, 128 units, 1,000 words: {kept / 2**20:.2f} MB kept")
    bars.at_most("bytes held / bytes kept", bytes_held(lambda: trace(network, sentence)) / kept, 1.2)


def beliefs(bars: Bars) -> None:
    network = Network.create(config_of(RECIPES["lstm"]), seed=0)  # as large as the one that is taught
    kind = FACT_KINDS[0]
    fact, words = Fact(kind.name, kind.question, "c", (0,), (1.0,)), ("India is a beautiful country. " * 8).split()
    sentences = [" ".join(words[:count]) for count in range(25, 37)]  # 30 to 43 tokens, of many lengths
    walked = [trace(network, sentence) for sentence in sentences]
    time = medians(
        {
            "trace": lambda: [trace(network, sentence) for sentence in sentences],
            "belief": lambda: [belief(one, fact) for one in walked],
        },
        rounds=50,
    )
    each = time["trace"] / len(walked) * 1e3
    print(f"an LSTM of the size that is taught, {len(walked[0])} to {len(walked[-1])} tokens: a trace takes {each:.2f} ms")
    bars.at_most("what is believed after every token / the trace", time["belief"] / time["trace"], 3)


def main() -> int:
    torch.set_num_threads(1)  # as OPENBLAS_NUM_THREADS=1 does for NumPy
    bars = Bars()
    for units in (64, 128):
        one_sentence(bars, units)
    every_cell()
    training_step(bars)
    flat_cost(bars)
    memory(bars)
    beliefs(bars)
    print("missed: " + "; ".join(bars.missed) if bars.missed else "every bar is reached")
    return bool(bars.missed)


if __name__ == "__main__":
    sys.exit(main())
