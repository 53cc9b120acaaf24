"""The loop that trains the networks of the course, and how its rate falls."""

from collections.abc import Callable

from course_utils.science.progress import progress


def late(step: int, steps: int) -> float:
    """The share of the rate at a step: all of it at first, and over the second half less and less, down to nothing."""
    return min(1, 2 - 2 * step / steps)


def evenly(step: int, steps: int) -> float:
    """The share of the rate at a step: from the first step on less and less, down to nothing."""
    return 1 - step / steps


def train(optimiser, loss_at: Callable, steps: int, share: Callable = late, shown: bool = False) -> list:
    """So many steps of one of torch's optimisers down loss_at(step); returns the loss of each.

    A loss may have any shape: its sum is what counts. share(step, steps): of the rates that the optimiser was made
    with; shown: under a progress bar.
    """
    rates, losses = [part["lr"] for part in optimiser.param_groups], []
    for step in progress(range(steps), steps) if shown else range(steps):
        for part, rate in zip(optimiser.param_groups, rates, strict=True):
            part["lr"] = rate * share(step, steps)
        optimiser.zero_grad(set_to_none=False)  # zeros in place, for weights may share one block of gradients
        loss = loss_at(step)
        loss.sum().backward()
        optimiser.step()
        losses.append(loss.detach())
    return losses
