"""Ways to say "with" and "without": each cue is a pair of patterns that differ in nothing but the polarity.

In a pattern, {t} is the things, {a} the attribute and {b} the attribute without its article.
"""

import re

TRAIN_CUES = (
    ("{t} with {a}", "{t} without {a}"),
    ("{t} with {a}", "{t} with no {b}"),
    ("{t} with any {b}", "{t} without any {b}"),
    ("{t} that have {a}", "{t} that have no {b}"),
    ("{t} that have {a}", "{t} that do not have {a}"),
    ("{t} that contain {b}", "{t} that contain no {b}"),
    ("{t} which include {a}", "{t} which don't include {a}"),
    ("{t} including {a}", "{t} excluding {a}"),
    ("{t} full of {b}", "{t} free of {b}"),
    ("{t} containing {a}", "{t} not containing {a}"),
    ("{t}, {b} included", "{t}, no {b}"),
    ("{t} having {a}", "{t} lacking {a}"),
    ("{t} plus {b}", "{t} minus {b}"),
    ("there is {a} in these {t}", "there is no {b} in these {t}"),
    ("{t} that always have {a}", "{t} that never have {a}"),
    ("{t} and also {a}", "{t} but not {a}"),
    ("{t} where {b} is a must", "{t} where {b} is forbidden"),
    ("I like {b} in {t}", "I hate {b} in {t}"),
    ("{t} that come with {a}", "{t} that come without {a}"),
    ("{t} made with {b}", "{t} made without {b}"),
    ("these {t} have {a}", "these {t} have no {b}"),
    ("the {t} had {a}", "the {t} didn't have {a}"),
    ("{t} that can have {a}", "{t} that cannot have {a}"),
    ("you will find {b} in these {t}", "you will not find {b} in these {t}"),
    ("{t}: yes to {b}", "{t}: no to {b}"),
    ("{t} showing {a}", "{t} showing no {b}"),
    ("{t} for fans of {b}", "{t} for people who dislike {b}"),
    ("{t}, because I love {b}", "{t}, because I am allergic to {b}"),
    ("{t} which permit {b}", "{t} which ban {b}"),
    ("I want {b} in my {t}", "I don't want {b} in my {t}"),
    ("{t} with plenty of {b}", "{t} with hardly any {b}"),
    ("{t} with {a} added", "{t} with {a} removed"),
    ("all of the {t} have {a}", "none of the {t} have {a}"),
    ("every one of the {t} has {a}", "not one of the {t} has {a}"),
    ("give me {t} and {b}", "give me {t} and skip the {b}"),
    ("add {b} to the {t}", "keep {b} out of the {t}"),
    ("{t} complete with {a}", "{t} short of {b}"),
    ("{t} if they have {a}", "{t} unless they have {a}"),
    ("{t} accepting {b}", "{t} refusing {b}"),
    ("{t} that are not without {b}", "{t} that are without {b}"),
    ("{t} that never lack {b}", "{t} that always lack {b}"),
    ("{t} with {a}, not without", "{t} without {a}, not with"),
)
DEV_CUES = (
    ("{t} that go with {a}", "{t} that go without {a}"),
    ("{t} with {b} put in", "{t} with {b} left out"),
    ("{t} that use {a}", "{t} that avoid {a}"),
    ("{t} with some {b}", "{t} with nothing like {b}"),
    ("{t} with {b} present", "{t} with {b} absent"),
    ("{b} {t}", "non-{b} {t}"),
)
TEST_CUES = (
    ("{t} rich in {b}", "{t} devoid of {b}"),
    ("{t} avec {b}", "{t} sans {b}"),
    ("{b}-filled {t}", "{b}-free {t}"),
    ("{t} that feature {a}", "{t} that omit {a}"),
    ("{t} in which {b} is found", "{t} in which {b} is missing"),
    ("{t} with lots of {b}", "{t} with zero {b}"),
    ("{t} that need {a}", "{t} that can do without {a}"),
    ("{t} that do feature {a}", "{t} that do not feature {a}"),
    ("{t} that offer {a}", "{t} that fail to offer {a}"),
    ("{t} in the presence of {b}", "{t} in the absence of {b}"),
)
SHAPES = (
    ("Which {t} here have got {a}?", "Which {t} here haven't got any {b}?"),
    ("My sister insists on {b}, so show her some {t}.", "My sister can't stand {b}, so show her some {t}."),
    ("We need {t}. {B}? Yes, please!", "We need {t}. {B}? No, thanks!"),
    ("Her {t} must have {a}, or she sends them back.", "Her {t} must not have {a}, or she sends them back."),
    ("As for {t}, the more {b} the better.", "As for {t}, the less {b} the better, ideally none."),
    ("It's {t} I am after, and they should come with {a}.", "It's {t} I am after, and they shouldn't come with {a}."),
    ("Whoever sells {t} with {b} gets our money.", "Whoever sells {t} with {b} will not get our money."),
    ("Nobody objects to {b} when we choose {t}.", "Everybody objects to {b} when we choose {t}."),
)
WRAPS = ("{}", "{}", "{}", "best {}", "I am looking for {}", "a list of {}", "{} near me", "We would like {}.")


def say(pattern: str, things: str, attribute: str) -> str:
    """The pattern with its words put in: say("{t} with no {b}", "animals", "a tail") is "animals with no tail"."""
    bare = re.sub(r"^(a|an) ", "", attribute)
    return pattern.format(t=things, a=attribute, b=bare, B=bare.capitalize())


DOUBLE = (
    ("{t} that don't go without {a}", "{t} that go without {a}"),
    ("{t} that are never short of {b}", "{t} that are short of {b}"),
    ("it is not true that these {t} lack {a}", "it is true that these {t} lack {a}"),
    ("{t} that do not exclude {b}", "{t} that exclude {b}"),
)
