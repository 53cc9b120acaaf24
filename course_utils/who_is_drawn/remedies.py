"""What may be added to a skewed album: mixtures of its own pictures (SMOTE), and drawings from outside it.

A picture here is a row of pixels, (n, 3072). Which remedies work is for the lesson to find out.
"""

from dataclasses import replace

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.portraits import People
from course_utils.portraits.attributes import SHORT_STYLES


def draw_with_other_kit(people: People) -> People:
    """The same people as somebody else would draw them, who knows the traits but has a smaller box of pencils.

    Three short and three long hairstyles, two lighter and two darker tones, scrubs in two colours, two backgrounds; no
    glasses, no beards.
    """
    long, darker, _, coloured = people.traits.T
    nobody = np.zeros(len(people), bool)
    return replace(
        people,
        hairstyle=people.hairstyle % 3 + len(SHORT_STYLES) * long,
        tone=people.tone % 2 * 2 + np.where(darker, 6, 3),
        clothes=np.where(coloured, 1 + people.clothes % 2, 0),
        background=people.background % 2,
        glasses=nobody,
        beard=nobody,
    )


def smote(pictures: np.ndarray, rare: np.ndarray, n: int, seed: int) -> np.ndarray:
    """n new pictures between neighbours that share a rare trait (SMOTE: Chawla et al. 2002), the traits in turn.

    pictures (m, pixels) -> (n, pixels); rare (m, traits) bools, True where a picture has the rare value. A trait that
    fewer than two pictures have is passed over. BadSetting if that is all of them, and for an n below zero.
    """
    from imblearn.over_sampling import SMOTE  # here, because it takes a second

    n = need_whole("n", n, 0)
    need(len(pictures) == len(rare), f"rare must have one row for each of {len(pictures)} pictures, got {len(rare)}")
    found = rare.sum(axis=0)
    usable = np.flatnonzero((found > 1) & (found < len(rare)))
    need(len(usable) > 0, "SMOTE needs two pictures with the same rare trait, and one without it")
    new = []
    for k, trait in enumerate(usable):
        wanted = {True: int(found[trait]) + len(range(k, n, len(usable)))}
        maker = SMOTE(sampling_strategy=wanted, k_neighbors=min(5, int(found[trait]) - 1), random_state=seed)
        new.append(maker.fit_resample(pictures, rare[:, trait])[0][len(pictures) :])
    return interleave(new, n)


def interleave(groups: list[np.ndarray], n: int) -> np.ndarray:
    """The first of each group, then the second of each, and so on, so that any beginning is mixed.

    groups: arrays (m, …) whose sizes sum to n and differ by one at most, the larger ones first -> (n, …).
    """
    out = np.empty((n, *groups[0].shape[1:]), groups[0].dtype)
    for k, group in enumerate(groups):
        out[k :: len(groups)] = group
    return out
