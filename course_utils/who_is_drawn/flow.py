"""A generator of pictures to order: a rectified flow (Liu et al. 2022; Lipman et al. 2022) over principal components.

Noise becomes a picture on a straight line, x(t) = (1 - t) · noise + t · picture. A network learns the velocity that one
may expect of those who pass x at time t. To draw, start from noise and follow that velocity from t = 0 to 1.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.science.models.batched import as_tensor, check_pictures, first_weights, layers, minimise

LOUDNESS = 6.0  # of conditions among the network's inputs; at 1 it listens to them too late
WAVES = 8  # the network is told the time as so many sines and cosines
WALK = 8  # steps of the midpoint rule from noise to picture; with 25 the same is drawn


class FlowParams(NamedTuple):
    """What a flow learned; a picture is mean + scores @ components.

    mean (chains, 1, pixels); components (chains, kept, pixels), orthogonal and all of the same length; spread
    (chains, 1, kept), the scores' standard deviations; weights of the network's layers, as in batched.py.
    """

    mean: np.ndarray
    components: np.ndarray
    spread: np.ndarray
    weights: list


@dataclass(frozen=True)
class Flow:
    """Learns from pictures with conditions, and draws pictures for conditions.

    A condition is a row of numbers, of which the last `traits` say something about traits: 1, -1, or 0 for "not said".
    In training, traits are turned to 0 at random, so that one may later ask for few of them or for none.
    kept: principal components; rate: Adam's, which falls to zero over the second half of the steps; device: torch's.
    rng draws all that is random in a fit, on the CPU.
    """

    rng: np.random.Generator
    traits: int = 4
    kept: int = 64
    hidden: int = 256
    steps: int = 2000
    batch: int = 128
    rate: float = 0.0015
    device: str = "cpu"

    def __post_init__(self):
        for name in ("kept", "hidden", "steps", "batch"):
            need_whole(name, getattr(self, name), 1)
        need_whole("traits", self.traits, 0)
        need(self.rate > 0, f"rate must be above 0, got {self.rate}")

    def fit(self, data: np.ndarray, conditions: np.ndarray) -> FlowParams:
        """data (chains, n, pixels) in 0..1 and conditions (chains, n, c) -> parameters.

        BadSetting for other shapes or ranges, and for fewer pictures or pixels than components.
        """
        check_pictures(data)
        check_conditions(conditions, (*data.shape[:2], None), self.traits)
        need(self.kept <= min(data.shape[1:]), f"{self.kept} components need as many pictures and pixels")
        mean, components, scores = principal_scores(data, self.kept)
        spread = scores.std(axis=1, keepdims=True)
        first = first_weights(self.rng, len(data), self.sizes(conditions.shape[2]))
        first[-1] *= 0  # so that training begins at the bell curve
        scores, wishes, deviation = (as_tensor(x, self.device) for x in (scores, conditions, spread))

        def loss_at(weights, step):
            rows, noise, time, said = self.draw_batch(*conditions.shape)
            picture, wish = (x[rows[0], rows[1]] for x in (scores, wishes))
            v = velocity(weights, deviation, (1 - time) * noise + time * picture, time, wish * said)
            return (v - (picture - noise)).square().mean(dim=(1, 2))

        weights, _ = minimise(first, loss_at, self.steps, self.rate, self.device)
        return FlowParams(mean, components, spread, weights)

    def sample(
        self, params: FlowParams, conditions: np.ndarray, rng: np.random.Generator, temperature: float = 1.0
    ) -> np.ndarray:
        """A picture for each condition: (chains, m, c) -> (chains, m, pixels) in 0..1, float32.

        temperature multiplies the noise at the start: below 1, everything is drawn closer to the typical.
        """
        import torch

        need(temperature >= 0, f"temperature must not be negative, got {temperature}")
        entries = params.weights[0].shape[1] - self.kept - WAVES
        check_conditions(conditions, (len(params.mean), None, entries), self.traits)
        noise = rng.standard_normal((*conditions.shape[:2], self.kept), np.float32)
        x, wishes, spread = (as_tensor(a, self.device) for a in (temperature * noise, conditions, params.spread))

        def velocity_at(x, time):
            return velocity(params.weights, spread, x, torch.full_like(x[..., :1], time), wishes)

        with torch.no_grad():
            scores = follow(velocity_at, x)
        pictures = scores.cpu().numpy() @ params.components
        pictures += params.mean
        return pictures.clip(0, 1, out=pictures)

    def draw_batch(self, chains: int, n: int, c: int) -> tuple:
        """What is random in a step: rows, noise, times, and which entries of the conditions are said."""
        import torch

        rows = self.rng.integers(0, n, (chains, self.batch))
        noise = self.rng.standard_normal((chains, self.batch, self.kept), np.float32)
        time = self.rng.random((chains, self.batch, 1), np.float32)
        # A quarter of the captions name no trait, a quarter each trait by the toss of a coin, and half of them all.
        share = self.rng.choice([0, 0.5, 1, 1], (chains, self.batch, 1))
        said = np.ones((chains, self.batch, c), np.float32)
        said[..., c - self.traits :] = self.rng.random((chains, self.batch, self.traits)) < share
        places = torch.arange(chains, device=self.device)[:, None], torch.from_numpy(rows).to(self.device)
        return places, *(as_tensor(x, self.device) for x in (noise, time, said))

    def sizes(self, c: int) -> list[tuple[int, int]]:
        """Inputs and outputs of the three layers, for conditions of c entries."""
        return [(self.kept + WAVES + c, self.hidden), (self.hidden, self.hidden), (self.hidden, self.kept)]


def principal_scores(data: np.ndarray, kept: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean picture, components and scores (chains, n, kept) of each chain; the mean square of all its scores is 1.

    The kept directions come from scikit-learn's randomised decomposition (Halko et al. 2011), with a fixed seed.
    """
    from sklearn.utils.extmath import randomized_svd  # here, because it takes a second

    mean = data.mean(axis=1, keepdims=True, dtype=np.float32)
    turned = [randomized_svd(album - middle, kept, random_state=0) for album, middle in zip(data, mean, strict=True)]
    scores = np.stack([left * values for left, values, _ in turned])
    unit = np.sqrt(np.square(scores).mean(axis=(1, 2), keepdims=True)).clip(1e-6)  # equal pictures have no scores
    return mean, np.stack([right for _, _, right in turned]) * unit, scores / unit


def follow(velocity_at, x):
    """Where x (chains, n, kept) ends at time 1 if it follows velocity_at(x, time) from time 0: the midpoint rule."""
    for step in range(WALK):
        middle = x + velocity_at(x, step / WALK) / (2 * WALK)
        x = x + velocity_at(middle, (step + 0.5) / WALK) / WALK
    return x


def velocity(weights: list, spread, x, time, conditions):
    """Expected velocity at x (chains, n, kept) at these times (chains, n, 1), from 0 to 1: (chains, n, kept).

    Were the scores independent normals with these spreads s, it would be (t s² - (1 - t)) / V · x, where V is
    t² s² + (1 - t)², the variance of x. The network adds what that misses, in units of its standard deviation, s / √V.
    """
    import torch

    variance = time.square() * spread.square() + (1 - time).square()
    angles = time * (torch.arange(1, WAVES // 2 + 1, device=x.device) * (np.pi / 2))
    inputs = torch.cat([x / variance.sqrt(), angles.sin(), angles.cos(), LOUDNESS * conditions], dim=-1)
    bell = (time * spread.square() - (1 - time)) / variance * x
    return bell + spread / variance.sqrt() * layers(weights, inputs)


def check_conditions(conditions: np.ndarray, shape: tuple, traits: int) -> None:
    """BadSetting unless conditions have this shape, where None fits all, and their traits are -1, 0 or 1."""
    found = np.shape(conditions)
    fits = len(found) == 3 and found[2] >= traits and all(b in (a, None) for a, b in zip(found, shape, strict=True))
    wanted = ", ".join("any" if length is None else str(length) for length in shape)
    need(fits, f"conditions must have the shape ({wanted}), got {found}")
    said = np.asarray(conditions)[..., found[2] - traits :]
    need(bool(np.isin(said, (-1, 0, 1)).all()), "traits in a condition must be 1, -1, or 0 for 'not said'")
