"""A skewed album of portraits, and the people to try a classifier on.

A picture here is a row of pixels, (n, 3072).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.portraits import LOOKS, People, dress, pixels

if TYPE_CHECKING:
    from sklearn.decomposition import PCA

TYPICAL = np.array([False, False, True, False])  # the typical doctor: short grey hair, lighter skin, a white coat
JOBS = np.repeat([0, 1, 2, 3], [300, 100, 100, 100])  # of an album: doctors, then chefs, clerks and builders


def skewed_people(occupation: np.ndarray, rng: np.random.Generator, rare: float = 0.05, others: float = 0.8) -> People:
    """People of these occupations, (n,) numbers, a fixed share of whom differ from TYPICAL in each of the traits.

    rare and others: that share among doctors and among everybody else, from 0 to 1 (BadSetting beyond), to the next
    whole person. Who they are is drawn for each trait on its own. BadSetting for an empty crowd.
    """
    occupation = np.asarray(occupation)
    need(occupation.size > 0, "there is nobody to draw: the list of occupations is empty")
    need(0 <= rare <= 1 and 0 <= others <= 1, f"rare and others are shares from 0 to 1, got {rare} and {others}")
    odd = np.empty((len(occupation), 4), bool)
    for who, share in ((occupation == 0, rare), (occupation != 0, others)):
        chosen = np.arange(who.sum()) < round(share * who.sum())
        odd[who] = rng.permuted(np.tile(chosen, (4, 1)), axis=1).T
    return dress(occupation, odd ^ TYPICAL, rng)


def people_of_all_looks(n: int, rng: np.random.Generator, occupation="doctor", covering="none") -> People:
    """n people, at least one, whose looks are 0, 1, …, 15, 0, 1, … in turn; occupation and covering as in dress."""
    return dress(occupation, np.resize(LOOKS, (need_whole("n", n, 1), 4)), rng, covering)


@dataclass(frozen=True)
class Album:
    """600 people with JOBS, the eye that has looked at them, and what it sees in them and in new people.

    eye: 200 principal components, fitted to this album; seen: features (n, 200) by the name of the group, as listed in
    open_album.
    """

    people: People
    eye: "PCA"
    seen: dict[str, np.ndarray]


def open_album(seed: int) -> Album:
    """A skewed album and new people to try a classifier on, all drawn with this seed.

    Its seen["album"] are its people, "deployment" 1800 new ones of the same crowd with JOBS three times over, "audit"
    1920 doctors of looks 0, 1, …, 15 in turn; "scarf" and "others with scarf" 480 doctors and 480 others, of looks in
    turn as well, all with a headscarf.
    """
    from sklearn.decomposition import PCA  # here, because it takes half a second

    rng = np.random.default_rng(seed)
    people = skewed_people(JOBS, rng)
    eye = PCA(200, whiten=True, random_state=0).fit(pixels(people))
    groups = {
        "album": people,
        "deployment": skewed_people(np.tile(JOBS, 3), rng),
        "audit": people_of_all_looks(1920, rng),
        "scarf": people_of_all_looks(480, rng, "doctor", "headscarf"),
        "others with scarf": people_of_all_looks(480, rng, 1 + np.arange(480) // 16 % 3, "headscarf"),
    }
    return Album(people, eye, {name: eye.transform(pixels(group)) for name, group in groups.items()})
