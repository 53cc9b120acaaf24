"""The words for training and for tests, by split: things, what they may have or lack, and what has it.

lexicon.txt was written for this course. Its domains are split into "train" and "dev" (for choosing settings); in the
domains of "train", attributes with a star are kept out of training, too: they are the split "noun". The domains of
lexicon_test.txt, "test", were written without a look at the others.
"""

from dataclasses import dataclass
from functools import cache

from course_utils.science.data.sections import read_sections


@dataclass(frozen=True)
class Topic:
    """One attribute of the things of one domain: things[0] with attribute, such as "recipes" with "meat".

    having and lacking are items: things of the domain that have the attribute, or don't; empty where it depends.
    """

    split: str
    domain: str
    things: tuple[str, ...]
    attribute: str
    having: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


@cache
def load_topics(split: str | None = None) -> tuple[Topic, ...]:
    """The topics of a split, or of all, in the order of the files."""
    sections = read_sections(__file__, "lexicon.txt") | read_sections(__file__, "lexicon_test.txt")
    topics = [topic for title, lines in sections.items() for line in lines for topic in topics_in(title, line)]
    return tuple(topic for topic in topics if split in (None, topic.split))


def topics_in(title: str, line: str) -> list[Topic]:
    """The topics of one line: one with its items, or, after "more", several without."""
    (domain, _, things), (name, _, rest) = title.partition(":"), line.partition(":")
    head, (having, _, lacking) = (*domain.split(" ", 1), words(things)), rest.partition("|")
    if name == "more":
        return [make_topic(head, attribute) for attribute in words(rest)]
    return [make_topic(head, name, words(having), words(lacking))]


def make_topic(head: tuple, attribute: str, having: tuple = (), lacking: tuple = ()) -> Topic:
    """A topic, in the split "noun" if its attribute has a star."""
    split, domain, things = head
    split = "noun" if attribute.startswith("*") else split
    return Topic(split, domain, things, attribute.removeprefix("*"), having, lacking)


def words(text: str) -> tuple[str, ...]:
    """The pieces between commas."""
    return tuple(piece.strip() for piece in text.split(",") if piece.strip())
