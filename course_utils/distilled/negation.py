"""Lesson 6's comparison over three seeds: `python -m course_utils.distilled.negation` makes negation.npz.

It takes some ten minutes of one processor, and prints the file's SHA-256. Each array holds one number a seed, (3,), to
three digits.
"""

import hashlib
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from course_utils.data import checked

PLACE = Path(__file__).with_name("negation.npz")
PLACE_SHA256 = "1de04088eb03d2e4f6a6c7558d183a7fe7b4e7b2a05fffd551f2306519adbbde"
SEEDS = (1, 2, 3)
SHORT = 40  # steps of training when losses are compared
PHRASES = ("Recipes with meat", "Recipes without meat", "Bacon Cheeseburger", "Falafel", "Recipes", "meat")
TESTS = ("unseen nouns", "unseen cues", "unseen domains", "domain and cue", "sentence shapes", "double negation")


@cache
def negation_scores() -> dict[str, np.ndarray]:
    """name -> (seeds,), and "made_by"; MissingData if the file isn't the one made for this.

    "TEST, MEASURE" is of the lesson's recipe, "before, TEST, MEASURE" of the encoder as it is; "LOSS: MEASURE" is of
    SHORT steps with one loss, on "domain and cue". "phrases" (6, 384) are the encoder's vectors of PHRASES.
    """
    (packed,) = checked([PLACE], PLACE_SHA256, "the file of the losses' scores")
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        return dict(arrays)


def phrase_vectors() -> np.ndarray:
    """The encoder's vectors of PHRASES, (6, 384)."""
    return negation_scores()["phrases"]


def compared_losses() -> dict[str, tuple[Callable, float]]:
    """name -> the loss of a batch, and how much it counts that other texts stay where they were."""
    from course_utils.negation.losses import margin, ordering, ranking
    from course_utils.negation.tune import full_loss

    def alone(loss):
        return lambda sentences, *_: loss(sentences)

    return {
        "ordering": (alone(ordering), 0.0),
        "margin": (alone(margin), 0.0),
        "ranking": (alone(ranking), 0.0),
        "all of it": (full_loss, 1.0),
    }


def article_margins(read: Callable) -> dict[str, float]:
    """How much nearer the burger is to "with meat" than falafel is, and falafel to "without meat" than the burger."""
    wanted, unwanted, burger, falafel = read(list(PHRASES[:4]))
    return {"article, with": wanted @ (burger - falafel), "article, without": unwanted @ (falafel - burger)}


def measure_seed(seed: int, lower) -> dict[str, float]:
    """Every number for one seed."""
    from course_utils.negation.groups import make_rounds
    from course_utils.negation.measures import examine, find_docstrings, reader
    from course_utils.negation.tune import plain_texts, tune

    rounds, others, found = make_rounds(seed), plain_texts(), {}
    lower.read([*others, *(text for groups in rounds for group in groups for text in group.texts)])
    for name, (loss, stay) in compared_losses().items():
        read = reader(tune(lower, rounds, others, seed, SHORT, loss_of=loss, stay=stay)[0])
        found |= {f"{name}: {what}": value for what, value in examine(read, "domain and cue", 80).items()}
        found[f"{name}: general"] = find_docstrings(read).mean()
    read = reader(tune(lower, rounds, others, seed)[0])
    for test in TESTS:
        found |= {f"{test}, {what}": value for what, value in examine(read, test, 80).items()}
    return found | {"general": find_docstrings(read).mean()} | article_margins(read)


def measure_before(read: Callable) -> dict[str, np.ndarray]:
    """The same numbers of the encoder as it is, and its vectors of the phrases."""
    from course_utils.negation.measures import examine, find_docstrings

    found = {"phrases": read(list(PHRASES)), "before, general": find_docstrings(read).mean()}
    for test in TESTS:
        found |= {f"before, {test}, {what}": value for what, value in examine(read, test, 80).items()}
    return {name: np.asarray(value, np.float32).round(3) for name, value in found.items()}


def main() -> None:
    from course_utils.devices import use_one_thread
    from course_utils.distilled.vectors import stamp
    from course_utils.models.encoder import load_encoder
    from course_utils.negation.measures import reader
    from course_utils.negation.tune import Lower

    use_one_thread()
    lower, seeds = Lower(load_encoder()), []
    for seed in SEEDS:
        seeds.append(measure_seed(seed, lower))
        print(seed, {name: round(float(value), 3) for name, value in seeds[-1].items()}, flush=True)
    arrays = {name: np.round([found[name] for found in seeds], 3) for name in seeds[0]}
    arrays |= measure_before(reader(lower.encoder))
    file = io.BytesIO()
    np.savez_compressed(file, made_by=np.array(f"{stamp('negation')}; seeds {SEEDS}"), **arrays)
    PLACE.write_bytes(file.getvalue())
    print(hashlib.sha256(PLACE.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
