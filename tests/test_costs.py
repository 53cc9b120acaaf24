"""Costs: turns and clocks on work of known cost, and counted operations against torch's own counter."""

import time

import numpy as np
import pytest

from course_utils.distillation.costs import match_operations, seconds_of, time_in_turns, transformer_operations
from course_utils.errors import BadSetting


def busy(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_work_is_done_in_turn_after_a_warm_up():
    order = []
    time_in_turns({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 3)
    assert "".join(order) == "ab" * 4


def test_seconds_are_told_apart():
    seconds = time_in_turns({"short": lambda: busy(0.005), "long": lambda: busy(0.02)}, 5)
    assert seconds["long"].shape == (5,)
    assert 2.5 < np.median(seconds["long"] / seconds["short"]) < 6


def test_sleep_is_waiting_and_not_work():
    def sleep():
        time.sleep(0.02)

    assert seconds_of(sleep, time.process_time) < 0.01 < 0.019 < seconds_of(sleep, time.perf_counter)


def test_nothing_takes_no_time_at_all():
    assert seconds_of(lambda: None, lambda: 5.0) == 1e-7


@pytest.mark.parametrize(("tokens", "layers"), [(1, 1), (16, 6), (128, 2)])
def test_a_transformers_operations_are_those_that_torch_counts(tokens, layers):
    import torch
    from torch.utils.flop_counter import FlopCounterMode
    from transformers import BertConfig, BertModel

    sizes = {"hidden_size": 48, "intermediate_size": 192, "num_hidden_layers": layers, "num_attention_heads": 4}
    network = BertModel(BertConfig(vocab_size=100, attn_implementation="eager", **sizes), add_pooling_layer=False)
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        network(torch.zeros(1, tokens, dtype=torch.long))
    assert transformer_operations(tokens, layers, 48, 192) == counter.get_total_flops()


def test_operations_of_a_comparison():
    assert match_operations(10, 30, 128) == 2 * 10 * 30 * 128


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: time_in_turns({}, 3), "works is empty"),
        (lambda: time_in_turns({"a": print}, 0), "rounds must be at least 1"),
    ],
)
def test_bad_settings_get_a_sentence(call, sentence):
    with pytest.raises(BadSetting, match=sentence):
        call()
