"""Lesson 11's training with more patience: `python -m course_utils.makers.negation_long` makes negation_long.npz.

That takes some 36 minutes on two cores. The settings are the lesson's own, but for the steps and the rounds. Each array
holds one number a seed, (3,), to three decimals.
"""

from course_utils.makers.negation import measure_encoder, over_seeds, read_all
from course_utils.makers.shipping import write_arrays

SEEDS = (1, 2, 3)
STEPS = ROUNDS = 1000


def measure_long(seed: int) -> dict[str, float]:
    """Every number of the encoder that one seed trains."""
    from course_utils.negation_embeddings.groups import make_rounds
    from course_utils.negation_embeddings.measures import reader
    from course_utils.negation_embeddings.train_encoder import tune

    rounds = make_rounds(seed, ROUNDS)
    lower, others = read_all(rounds)
    encoder, _ = tune(lower, rounds, others, seed, STEPS)
    return measure_encoder("long", reader(encoder), others)


def main() -> None:
    write_arrays("negation_long", over_seeds(measure_long, SEEDS), note=f"seeds {SEEDS}, {STEPS} steps")


if __name__ == "__main__":
    main()
