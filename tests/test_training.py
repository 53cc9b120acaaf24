"""The one training loop does what torch's own would, and its rates fall as they should."""

import pytest
import torch

from course_utils.science.training import evenly, late, train


def test_the_rate_is_whole_at_first_and_falls_to_nothing():
    assert [late(step, 8) for step in range(8)] == [1, 1, 1, 1, 1, 0.75, 0.5, 0.25] and late(8, 8) == 0
    assert [evenly(step, 4) for step in range(4)] == [1, 0.75, 0.5, 0.25] and evenly(4, 4) == 0


def small_problem():
    """Two weights with a rate each, and a loss of the shape (2,) at every step."""
    weights = [torch.tensor([float(k), -1.0], requires_grad=True) for k in (1, 2)]
    optimiser = torch.optim.Adam([{"params": [weights[0]], "lr": 0.1}, {"params": [weights[1]], "lr": 0.01}])
    return weights, optimiser, lambda step: (weights[0] * weights[1] - step).square()


@pytest.mark.parametrize("shown", [False, True])
def test_it_is_the_loop_that_everybody_writes(shown, capsys):
    ours, optimiser, loss_at = small_problem()
    losses = train(optimiser, loss_at, 20, evenly, shown)
    theirs, optimiser, loss_at = small_problem()
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1, 0, 20)
    for step in range(20):
        optimiser.zero_grad()
        loss = loss_at(step)
        loss.sum().backward()
        assert torch.allclose(losses[step], loss) and not losses[step].requires_grad
        optimiser.step()
        schedule.step()
    assert all(torch.allclose(a, b) for a, b in zip(ours, theirs, strict=True))
    assert ("20 of 20" in capsys.readouterr().out) == shown
