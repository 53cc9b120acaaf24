"""Our stand-in for a generative model: it writes pairs of a sentence and a snippet from templates and a lexicon.

templates.txt holds, for each feature, three sentences and two to four snippets with gaps; which words fill the
gaps is drawn at random. A language model would write more freely, and would not always be right about Python.
"""

from dataclasses import dataclass
from string import Template

import numpy as np

from course_utils.code_embeddings.tasks import TEMPLATES, Block, read_blocks
from course_utils.errors import need, need_whole

NOUNS = """
    order parcel ticket letter pupil lesson river bridge song singer recipe meal city street planet star book page
    player team engine wheel patient visit garden flower animal cage ship harbour window door camera picture payment
    account sensor signal train station shop price tree forest cloud storm coin purse
"""
VERBS = """
    load fetch check sort count write read send weigh paint print clean open close move mark build repair test pick
    store label measure scan copy
"""
NUMBERS = "size weight colour age height level rank speed width score length depth limit state title code rate"
WORDS = "red green ready lost north south done late empty full cold warm yes no small large"
# Which templates a set of pairs is written from: few features or all of them, with one template each or with all.
VARIETIES = {
    "5 features": lambda blocks: blocks[:5],
    "15 features": lambda blocks: blocks[:15],
    "45 features, one template": lambda blocks: [Block(b.name, b.sentences[:1], b.codes[:1]) for b in blocks],
    "45 features": lambda blocks: blocks,
}


@dataclass(frozen=True)
class Written:
    """sentences[i] describes codes[i]; features[i] is the name of what both are about."""

    sentences: list[str]
    codes: list[str]
    features: list[str]

    def __len__(self) -> int:
        return len(self.codes)


def load_templates() -> list[Block]:
    """The features that have templates, in a shuffled order that is always the same."""
    blocks = read_blocks(TEMPLATES)
    return [blocks[place] for place in np.random.default_rng(0).permutation(len(blocks))]


def write_pairs(blocks: list[Block], count: int, seed: int) -> Written:
    """So many pairs, feature after feature in turn; a pair may come twice. BadSetting for no blocks or no count."""
    need(len(blocks) > 0, "there are no templates to write from")
    rng, pairs = np.random.default_rng(seed), []
    for place in range(need_whole("count", count, 1)):
        block, words = blocks[place % len(blocks)], draw_words(rng)
        sentence, code = (str(rng.choice(choices)) for choices in (block.sentences, block.codes))
        pairs.append((fill_gaps(sentence, words).capitalize(), fill_gaps(code, words), block.name))
    return Written(*(list(column) for column in zip(*pairs, strict=True)))


def write_variety(variety: str, count: int) -> Written:
    """Pairs of one of VARIETIES, always the same ones."""
    need(variety in VARIETIES, f"variety must be one of {', '.join(VARIETIES)}, got {variety!r}")
    return write_pairs(VARIETIES[variety](load_templates()), count, seed=1)


def fill_gaps(template: str, words: dict[str, str]) -> str:
    """The template with a word in each gap."""
    return Template(template).substitute(words)


def draw_words(rng: np.random.Generator) -> dict[str, str]:
    """A word for each gap that a template may have: $thing, $things, $Thing, $verb, $attr, $word, $n and their kin."""
    thing, other = (str(noun) for noun in rng.choice(NOUNS.split(), 2, replace=False))
    verb, act = (str(verb) for verb in rng.choice(VERBS.split(), 2, replace=False))
    word, word2 = (str(word) for word in rng.choice(WORDS.split(), 2, replace=False))
    attr, n = str(rng.choice(NUMBERS.split())), str(rng.integers(2, 100))
    things, others = plural(thing), plural(other)
    names = {"thing": thing, "things": things, "other": other, "others": others}
    classes = {"Thing": thing.title(), "Things": things.title(), "Other": other.title(), "OTHER": other.upper()}
    rest = {"verb": verb, "act": act, "word": word, "word2": word2, "attr": attr, "ATTR": attr.upper(), "n": n}
    return names | classes | rest


def plural(noun: str) -> str:
    """city -> cities, key -> keys, book -> books."""
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"
