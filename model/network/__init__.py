"""Words in, words out: networks that read sentences.

``words`` cuts a sentence into tokens, ``network`` runs them through the layers, ``readout`` says how well each word fits,
``trace`` is the record of it all. ``batch`` does many sentences at once, with gradients. ``checkpoint`` keeps a network in a
file, ``shipped`` are those that come with Gatewalk.
"""

from model.network.batch import Batch, Trainer
from model.network.checkpoint import load_network, read_network, save_network
from model.network.network import Config, Network, starting_parameters
from model.network.readout import softmax
from model.network.shipped import WEIGHTS, scores, shipped, shipped_names, snapshots
from model.network.trace import Prediction, Trace, best_of_each, trace
from model.network.words import BLANK, PIECE, PIECE_APART, Token, Vocabulary, direction_of, key_of, mean_length

__all__ = [
    "BLANK",
    "PIECE",
    "PIECE_APART",
    "WEIGHTS",
    "Batch",
    "Config",
    "Network",
    "Prediction",
    "Token",
    "Trace",
    "Trainer",
    "Vocabulary",
    "best_of_each",
    "direction_of",
    "key_of",
    "load_network",
    "mean_length",
    "read_network",
    "save_network",
    "scores",
    "shipped",
    "shipped_names",
    "snapshots",
    "softmax",
    "starting_parameters",
    "trace",
]
