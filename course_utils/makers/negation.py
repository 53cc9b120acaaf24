"""Lesson 11's comparison over five seeds: `python -m course_utils.makers.negation` makes negation.npz.

That takes half an hour on two cores. Each array holds one number a seed, (5,), to three decimals, but for
"before" and "by list", which know no chance, for "…, each", truth values with one more axis, the test's items, and for
"phrases", the encoder's vectors of PHRASES (6, 384).
"""

from collections.abc import Callable

import numpy as np

from course_utils.makers.shipping import write_arrays
from course_utils.negation_embeddings.triplets import FINAL_TESTS

SEEDS = (1, 2, 3, 4, 5)
SHORT = 40  # steps of training when losses are compared: too few for a round to come again
FOCUS = 60  # steps of training against another weakness
COUNT = 100  # triplets or groups a test
PHRASES = ("Recipes with meat", "Recipes without meat", "Bacon Cheeseburger", "Falafel", "Recipes", "meat")


def article_margin(asked: Callable, read: Callable) -> float:
    """How much nearer falafel is to "without meat" than the burger is."""
    burger, falafel = read(list(PHRASES[2:4]))
    return float(asked([PHRASES[1]])[0] @ (falafel - burger))


def measure_reader(name: str, asked: Callable, read: Callable) -> dict[str, float]:
    """What a way to read queries finds: facts of every test, docstrings, and the article's example."""
    from course_utils.negation_embeddings.general import find_docstrings
    from course_utils.negation_embeddings.measures import score_queries

    found = {
        f"{name}, {test}, {what}": rows.mean()
        for test in FINAL_TESTS
        for what, rows in score_queries(asked, read, test).items()
    }
    found[f"{name}, docstrings"] = find_docstrings(asked, read).mean()
    return found | {f"{name}, article": article_margin(asked, read)}


def examine_wholly(read: Callable, test: str) -> dict[str, np.ndarray]:
    """Truth values of a test's triplets, and "pairwise" of its facts."""
    from course_utils.negation_embeddings.measures import score_queries, score_triplets

    return score_triplets(read, test, COUNT) | {"pairwise": score_queries(read, read, test)["pairwise"]}


def measure_general(read: Callable, others: list) -> dict[str, float]:
    """What an encoder could do before: find docstrings, and judge words, but for those it was told to keep."""
    from course_utils.negation_embeddings.general import agree_with_people, find_docstrings

    return {"docstrings": find_docstrings(read, read).mean(), "words": agree_with_people(read, others)}


def measure_encoder(name: str, read: Callable, others: list) -> dict[str, float | np.ndarray]:
    """What an encoder does: every measure of every test, docstrings, words, and the article's example."""
    found = {f"{name}, {what}": value for what, value in measure_general(read, others).items()}
    for test in FINAL_TESTS:
        for what, rows in examine_wholly(read, test).items():
            found |= {f"{name}, {test}, {what}": rows.mean(), f"{name}, {test}, {what}, each": rows}
    return found | {f"{name}, article": article_margin(read, read)}


def measure_recipe(lower, seed: int, rounds: list, others: list) -> dict[str, float]:
    """The lesson's recipes: the encoder that it trains, and the rule that learns to take queries apart."""
    from course_utils.negation_embeddings.flags import learn_flags
    from course_utils.negation_embeddings.measures import reader
    from course_utils.negation_embeddings.recipes import read_by_flags
    from course_utils.negation_embeddings.train_encoder import tune

    encoder, _ = tune(lower, rounds, others, seed)
    read = reader(lower.encoder)
    asked = read_by_flags(read, *learn_flags(lower, rounds, others, seed))
    return measure_encoder("after", reader(encoder), others) | measure_reader("by flags", asked, read)


def measure_losses(lower, seed: int, rounds: list, others: list) -> dict[str, float]:
    """A short training with each of the losses, on the test where domain and cue are new."""
    from course_utils.negation_embeddings.measures import reader
    from course_utils.negation_embeddings.recipes import LOSSES
    from course_utils.negation_embeddings.train_encoder import tune

    found = {}
    for name, (loss, stay) in LOSSES.items():
        read = reader(tune(lower, rounds, others, seed, SHORT, loss_of=loss, stay=stay)[0])
        scores = examine_wholly(read, "domain and cue") | measure_general(read, others)
        found |= {f"{name}: {what}": np.mean(score) for what, score in scores.items()}
    return found


def measure_focus(lower, seed: int, others: list) -> dict[str, float]:
    """The same recipe against other weaknesses, each alone: new words in new constructions, and docstrings."""
    from course_utils.negation_embeddings.focus import WEAKNESSES, make_focus_rounds
    from course_utils.negation_embeddings.general import find_docstrings
    from course_utils.negation_embeddings.measures import reader
    from course_utils.negation_embeddings.train_encoder import tune

    found = {}
    for weakness in WEAKNESSES:
        rounds = make_focus_rounds(weakness, seed, rounds=70, size=4)
        read = reader(tune(lower, rounds, others, seed, FOCUS)[0])
        found |= measure_weakness("after", weakness, read)
        found[f"after {weakness}, docstrings"] = find_docstrings(read, read).mean()
    return found


def measure_weakness(when: str, weakness: str, read: Callable) -> dict[str, float]:
    """Hard and topic of a test's groups, and Hard of those whose two ways name the two things in another order."""
    from course_utils.negation_embeddings.focus import keeps_order, make_groups
    from course_utils.negation_embeddings.measures import score_groups

    groups = make_groups(weakness, "test", COUNT, 0)
    right, kept = score_groups(read, groups)
    found = {f"{when}, {weakness}": right.mean(), f"{when}, {weakness}, topic": kept.mean()}
    if weakness == "roles":
        found[f"{when}, roles, other order"] = right[np.tile(~keeps_order(groups), 2)].mean()
    return found


def measure_before(read: Callable, others: list) -> dict[str, float]:
    """The same of the encoder as it is, and of the rule that knows a list of cues."""
    from course_utils.negation_embeddings.focus import WEAKNESSES
    from course_utils.negation_embeddings.recipes import read_by_list

    found = measure_encoder("before", read, others) | measure_reader("by list", read_by_list(read), read)
    for weakness in WEAKNESSES:
        found |= measure_weakness("before", weakness, read)
    return found


def read_all(rounds: list) -> tuple:
    """(lower, others) as tune takes them: lower has read the rounds, and the texts that should stay where they were."""
    from course_utils.devices import use_one_thread
    from course_utils.negation_embeddings.general import texts_to_keep
    from course_utils.negation_embeddings.lower_layers import Lower
    from course_utils.science.models.encoder import load_encoder

    use_one_thread()
    lower = Lower(load_encoder())
    others = texts_to_keep(lower.encoder)
    lower.read([*others, *(text for groups in rounds for group in groups for text in group.texts)])
    return lower, others


def measure_seed(seed: int) -> dict[str, float]:
    """Every number of one seed."""
    from course_utils.negation_embeddings.groups import make_rounds

    rounds = make_rounds(seed)
    lower, others = read_all(rounds)
    found = measure_recipe(lower, seed, rounds, others) | measure_losses(lower, seed, rounds, others)
    return found | measure_focus(lower, seed, others)


def over_seeds(measure: Callable, seeds: tuple[int, ...]) -> dict[str, np.ndarray]:
    """What measure(seed) finds, one array (seeds, …) to three decimals for each name; the seeds run side by side."""
    from joblib import Parallel, delayed

    found = Parallel(n_jobs=len(seeds), verbose=10)(delayed(measure)(seed) for seed in seeds)
    return {name: shorten([some[name] for some in found]) for name in found[0]}


def shorten(values) -> np.ndarray:
    """Numbers to three decimals, and truth values as they are."""
    values = np.asarray(values)
    return values if values.dtype == bool else np.round(values, 3)


def main() -> None:
    from course_utils.negation_embeddings.general import texts_to_keep
    from course_utils.negation_embeddings.measures import reader
    from course_utils.science.models.encoder import load_encoder

    measured = over_seeds(measure_seed, SEEDS)
    encoder = load_encoder()
    read, others = reader(encoder), texts_to_keep(encoder)
    arrays = {"phrases": read(list(PHRASES))} | {k: shorten(v) for k, v in measure_before(read, others).items()}
    write_arrays("negation", arrays | measured, note=f"seeds {SEEDS}")


if __name__ == "__main__":
    main()
