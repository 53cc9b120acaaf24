# ---
# jupyter:
#   course:
#     question: "Can made-up code teach a search engine what nobody wrote about?"
#     minutes: 50
#     cpu_seconds: 95
#     memory_mb: 1050
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
r"""
# Finding code by a sentence

[[badges]]

[[budget]]

*"Act when the search found nothing."* Python has a word for that, `else` after a loop; but who doesn't know the word can't look it up.
An **encoder** turns a sentence, or a piece of code, into a few hundred numbers, a *vector*; what means the same should point the same way. Does that find code? And if not, can made-up examples teach it? The claim:

[[claims]]

**You'll find out** what such an encoder reads in code, why the same search looks good or hopeless, and what synthetic pairs teach and don't. **You'll do** six exercises. **You'll need** numpy, and a reader's knowledge of Python.
"""

# %% tags=["set-up"]
# [[set-up]]
from course_utils import begin

check = begin("13_code_embeddings")

# %%
import ast

import numpy as np

from course_utils import BLUE, FAINT, GREEN, INK, ORANGE, RED, canvas, Claim, explore, Finding
from course_utils import on_best_device, predict, progress, quiz, show, Slider

# %% [markdown]
r"""
## 1. A sentence and a thousand functions

Functions of Python's standard library come with a sentence that says what they do, their docstring. We take it off, with all comments, and ask whether the sentence finds its function again. Modules are dealt into three parts by their names: one for training, one to choose settings on (*development*), and this one, the *test*.
"""

# %%
from course_utils.code_embeddings.tasks import LEAKED, load_features, load_functions

functions = load_functions("test")
print(len(functions), "functions from", len(set(functions.modules)), "modules; for instance:\n")
example = 7
print(functions.queries[example], "\n")
print(functions.documents[example])

# %% [markdown]
r"""
The encoder is all-MiniLM-L6-v2, a small and much-used one. It gives a vector of 384 numbers with length 1, so that the dot product of two vectors is the cosine between them. To encode all these functions takes minutes: their vectors come in a file, of which we'll check some.
"""

# %%
from course_utils.code_embeddings.vectors import both_sides, stored

asked, told = both_sides("test plain")  # vectors of the sentences and of the functions
own = np.arange(len(functions))  # function i is the answer to sentence i
similar = asked @ told.T
print("Best for the sentence above:", functions.documents[similar[example].argmax()].split("\n")[0])

# %% [markdown]
r"""
### Exercise: mrr  ●●○  6 minutes

For each sentence, all functions are put in order of their score. The **reciprocal rank** is 1 / the place of the right one: 1 if it is first, 1/2 if second. Whoever searches looks at ten, so a place beyond is worth 0. The mean over all sentences is called **MRR@10**. (A document with the very same score doesn't count as higher.)
"""


# %%
@check("mrr")
def mrr(scores, answers):
    """MRR@10: the mean over queries of 1 / the answer's place, where a place beyond 10 counts as 0.

    scores: (queries, documents), higher is better; answers: (queries,) column numbers -> a number
    """
    ### BEGIN SOLUTION
    own = scores[np.arange(len(scores)), answers]
    places = 1 + (scores > own[:, np.newaxis]).sum(axis=1)
    return np.where(places <= 10, 1 / places, 0).mean()
    ### END SOLUTION


# %%
places = 1 + (similar > similar[own, own][:, np.newaxis]).sum(axis=1)
fig, ax = canvas("Four in ten come first", "how many are looked at", "share of functions found")
looked = np.arange(1, len(functions) + 1)
ax.plot(looked, [(places <= k).mean() for k in looked], color=BLUE, label="encoder")
ax.plot(looked, looked / len(functions), ":", color=INK, label="a random order")
ax.axvline(10, color=FAINT, linewidth=1)
ax.set(xscale="log", ylim=(0, 1), xticks=[1, 10, 100, 1000], xticklabels=[1, 10, 100, 1000])
ax.legend()
show(
    fig,
    "Share of functions found against how many of the best are looked at, from 1 to all: with the "
    "encoder four in ten are first and most others within a hundred; a random order is far below.",
)
print(f"MRR@10 among {len(functions)} functions: {mrr(similar, own):.2f}")

# %% [markdown]
r"""
Not bad, among so many, for an encoder that was trained on sentences, and reads the first 256 *tokens* (words or pieces) of a function alone. So it understands code?

## 2. What does it read?

An audit: rename things. To Python, a function with other names is the same function. Commit yourself:
"""

# %%
left_guess = predict(
    "All names are hidden. How much of the MRR@10 is left?", "per cent", low=0, high=100
)

# %% [markdown]
r"""
### Exercise: rename  ●●●  7 minutes

Replacing text won't do: *total* may stand in a string, or in `subtotal`. The module `ast` reads source into a tree of nodes, and `ast.unparse` writes it back. `ast.walk(tree)` visits every node: names that are used are `ast.Name` (their text is `node.id`), parameters are `ast.arg` (`node.arg`), functions are `ast.FunctionDef` (`node.name`). (Rarer places, such as `except … as err` and `global`, we leave out. The word before `=` in a call, an `ast.keyword`, stays: it belongs to the function that is called.)
"""


# %%
@check("rename")
def rename(code, names):
    """The code with its variables, parameters and functions renamed; all else stays as it is.

    code: Python source, names: a dictionary old -> new -> the new source, a string
    """
    ### BEGIN SOLUTION
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
        elif isinstance(node, ast.arg):
            node.arg = names.get(node.arg, node.arg)
        elif isinstance(node, ast.FunctionDef):
            node.name = names.get(node.name, node.name)
    return ast.unparse(tree)
    ### END SOLUTION


# %%
greeting = (
    "def greet(person, times):\n    for turn in range(times):\n        print('person', person)"
)
print(rename(greeting, {"greet": "f1", "person": "v2", "times": "v3", "turn": "v4"}))

# %% [markdown]
r"""
The course has a longer version, with five degrees. (Built-ins such as `len` stay: they are the language.) Beside the encoder we put two searches that understand nothing: TF-IDF counts the words, or pieces of four letters, that both share; rare ones count more.
"""

# %%
from course_utils.code_embeddings.names import DEGREES, hide_names
from course_utils.science.data.docstrings import Pairs
from course_utils.science.models.tfidf import tfidf_scores
from course_utils.science.retrieval import grouped_interval, reciprocal_ranks

modules = np.array(functions.modules)
searches = {"encoder": [], "TF-IDF, words": [], "TF-IDF, pieces of words": []}
for degree in progress(range(len(DEGREES)), len(DEGREES)):
    codes = [hide_names(code, degree) for code in functions.documents]
    pairs = Pairs(functions.queries, codes, functions.modules)
    vectors = stored(f"hidden {degree}") if degree else told
    scored = [asked @ vectors.T, tfidf_scores(pairs), tfidf_scores(pairs, pieces=True)]
    for name, scores in zip(searches, scored, strict=True):
        searches[name].append(reciprocal_ranks(scores, own))

# %% tags=["cover"]
from course_utils.code_embeddings.figures import draw_hidden, plot_intervals

fig, ax = canvas("It reads names", "what is hidden", "MRR@10")
for name, color, shift in zip(searches, [BLUE, ORANGE, GREEN], [-0.06, 0, 0.06], strict=True):
    found = [grouped_interval(ranks, modules) for ranks in searches[name]]
    plot_intervals(ax, np.arange(5) + shift, found, fmt="o-", color=color, label=name)
labels = [
    "nothing",
    "its own\nname",
    "and its\nvariables",
    "and all\nother names",
    "and its\nstrings",
]
ax.set(ylim=(0, 0.65), xticks=range(5), xticklabels=labels)
ax.legend()
show(
    fig,
    "MRR@10 of three searches as more names are hidden. All fall at every step; the encoder "
    "starts highest and loses most of its score; the counters of words and pieces fall with it.",
)
encoder_left = searches["encoder"][3].mean() / searches["encoder"][0].mean()
left_guess.compare(100 * encoder_left)

# %%
lost = searches["encoder"][0] - searches["encoder"][3]
print("Lost by the encoder, function by function:", grouped_interval(lost, modules))

# %% [markdown]
r"""
Bars are 95 % intervals, here and below from a *bootstrap*: the queries are drawn again, with repetition, two thousand times, and those of one module (later: of one feature) always together. They say what other queries would have given, not what other training sets would. (Where we train, the seeds are drawn again, too.)

### Exercise: what_leaked  ●○○  2 minutes

What does the figure say about the encoder?

- **A** It understands what code does; names are decoration.
- **B** Much of its score came from names.
- **C** Hidden names break the code, so that nobody could find it.
- **D** The fall is within chance.
"""

# %%
### BEGIN SOLUTION
what_leaked = "B"
### END SOLUTION
what_leaked = check("what_leaked", what_leaked)

# %% [markdown]
r"""
## 3. Features whose name nobody knows

Its own name alone is worth a good part; and once the variables are hidden, too, the encoder does no better than counting pieces of words. So the hard case is code whose *form* matters. For this course we wrote snippets that show one feature of Python each, and for each two sentences as somebody might put them who doesn't know its name. About half of the features are *covered*: they will have templates for training data; the others won't.

| features for | covered | not covered |
|---|---|---|
| development | 45 | 38 |
| test | 28 of the 45, in new words | 24 new ones |

On development a checksum, as good as chance, decided which are covered; on the test nothing random did, so compare each column with its own baseline. The test was written last, before any model had read it (section 6 says why). After the test had been used, a reader saw two flaws: nine of the 28 snippets are near copies of a template, once names, numbers and strings are masked; and one of the 24 stands in a template of another feature. That one we leave out of *not covered*.
"""

# %%
features = load_features("test")
print(len(features), "features for the test, of which templates cover", end=" ")
print(sum(feature.covered for feature in features), end="\n\n")
for feature in features[4], features[32]:
    print("?", "\n? ".join(feature.sentences), "\n" + feature.codes[0], "\n")

# %% [markdown]
r"""
They can be sought in two *pools*: **closed**, the snippets among themselves, or **open**, together with all those functions. (Some of these use a feature, and count as wrong all the same; and all snippets are toys of one style, like the templates. A model that merely prefers toys gains in the open pool.)

### Exercise: luck  ●●○  5 minutes

What does MRR@10 give to pure luck, a random order?
"""


# %%
@check("luck")
def luck(n):
    """The MRR@10 to expect of somebody who puts n documents into a random order.

    n: number of documents, at least 1 -> a number
    """
    ### BEGIN SOLUTION
    places = np.arange(1, min(n, 10) + 1)
    return (1 / places).sum() / n
    ### END SOLUTION


# %%
from course_utils.science.models.encoder import encode, load_encoder

(encoder,) = [load_encoder() for _ in progress([0], 1)]
live = encode(encoder, functions.documents[:20])
agreement = (live * told[:20]).sum(axis=1).min()
print("Cosine between live and stored vectors, the worst of twenty:", round(float(agreement), 3))

# %%
from course_utils.code_embeddings.search import LookUp, POOLS, best_snippets, cosines, encode_split

(found,) = [encode_split("test", encoder) for _ in progress([0], 1)]
plain, layered = found  # as the encoder is; and with one more of its layers, for section 5
untouched = plain.search()
snippets = len(plain.snippets)
for pool, n in [("closed", snippets), ("open", snippets + len(plain.documents))]:
    found = grouped_interval(untouched[pool], plain.names)
    print(f"{pool:6} pool of {n:4}: {found} (luck {luck(n):.3f})")
sentences = [text for feature in features for text in feature.sentences]
snippet_codes = [feature.codes[0] for feature in features]
counted = tfidf_scores(Pairs(sentences, snippet_codes + functions.documents, []), pieces=True)
print("Pieces of words, closed:", f"{mrr(counted[:, :snippets], plain.answers):.2f},", end=" ")
print("open:", f"{mrr(counted, plain.answers):.2f}")

# %% [markdown]
r"""
Among fifty snippets the encoder does far better than luck, and than counting pieces of words. Among all functions half of its score is gone, though the sentences and the answers are the same.
"""

# %% [markdown]
r"""
### Exercise: which_pool  ●○○  2 minutes

Somebody's search engine "finds obscure features with an MRR@10 of .6, in a pool of 50 snippets". What do you want to know?

- **A** Nothing more: the closed pool is the fair one, as it is about features only.
- **B** Nothing more: both pools say the same, on another scale.
- **C** What it finds in the open pool, since that is where people search.
- **D** Whether the open pool has harder sentences.
"""

# %%
### BEGIN SOLUTION
which_pool = "C"
### END SOLUTION
which_pool = check("which_pool", which_pool)

# %% [markdown]
r"""
## 4. Synthetic pairs

A generative model would write us pairs of a sentence and a snippet. We use a stand-in that runs anywhere and is right about Python: **templates** with gaps, and a lexicon to fill them. For each of 45 features it has three sentences and a few snippets. None is letter by letter a snippet or a sentence of the test, but all were written by the same author: a kinder test than a stranger's would be. How near do the snippets come?
"""

# %%
from course_utils.code_embeddings.writer import VARIETIES, load_templates, write_pairs
from course_utils.code_embeddings.writer import write_variety

templates = load_templates()
few = write_pairs(templates, 3, seed=5)
for sentence, code, name in zip(few.sentences, few.codes, few.features, strict=True):
    print(f"{name}: {sentence}\n{code}\n")

# %%
from course_utils.code_embeddings.copies import nearest_form

everything = write_variety("45 features", 900)
likeness = [nearest_form(feature.codes[0], feature.name, everything) for feature in features]
copied = np.array(likeness)[plain.answers] >= 0.9  # for each sentence of the test
print("Same form as a template:", sum(one == 1 for one in likeness), end="; ")
print("at least .9 alike:", sum(one >= 0.9 for one in likeness))

# %% [markdown]
r"""
## 5. A head that learns in seconds

The encoder stays as it is. We train a **head** on top: a matrix $A$ for sentences, and $B$ for code. The score of sentence vector $s$ and code vector $c$ is the cosine of $As$ and $Bc$; both matrices start as the identity, which changes nothing. A step takes a *batch* of pairs. With three pairs there are nine scores, and each of the three sentences has to give its own code a higher score than the two others, and each code its sentence. (Pairs about the same feature aren't held against each other.) A second term of the loss keeps the new vectors near the old ones.

One more thing helps. The encoder works in six steps, its *layers*; so far we used what comes out of the last. After the fourth, more is left of how a text is built. The head gets both, 768 numbers, of which we keep the 384 directions in which training texts differ most (principal components). (We chose all this on development.)

Three diets: **real** pairs, docstring and function, from other modules and 25 other packages; **synthetic** pairs; **both** in one batch. Each is trained three times, with other draws.
"""

# %%
from course_utils.code_embeddings.head import TrainingPairs, train_code_head

real_sides, written_sides = both_sides("train"), both_sides("written 45 features")
about = np.unique(write_pairs(templates, 900, seed=1).features, return_inverse=True)[1]
real = TrainingPairs(*real_sides, groups=np.arange(len(real_sides[0])), batch=300)
written = TrainingPairs(*written_sides, groups=about, batch=90)
diets = {"real": [real], "synthetic": [written], "both": [real, written]}
heads = {name: [] for name in diets}
for seed, name in progress([(seed, name) for seed in (1, 2, 3) for name in diets], 9):
    heads[name].append(train_code_head(diets[name], seed))
print(len(real.codes), "real pairs,", len(written.codes), "synthetic ones")

# %% [markdown]
r"""
How much of it needs learning? A **lookup** learns nothing: it takes the synthetic sentence nearest to the one asked, and adds half of its code's vector to it. (The half was chosen on development, where a quarter does about as well; the lookup itself we added only after the test had been seen.)
"""

# %%
asked_first, told_first = everything.sentences[:270], everything.codes[:270]
sides = [encode(encoder, texts) for texts in progress([asked_first, told_first], 2)]
look_up = LookUp(*sides, weight=0.5)

# %%
trial_plain, trial = encode_split("development", encoder)
print(f"development: {'diet':12}", *(f"{pool:>8}" for pool in POOLS))
rows = {"untouched": [trial_plain.search()], "two layers": [trial.search()]}
rows["lookup"] = [trial_plain.search(look_up)]
rows |= {name: [trial.search(head) for head in heads[name]] for name in diets}
for name, searched in rows.items():
    means = [np.mean([one[pool] for one in searched]) for pool in POOLS]
    print(f"{'':12} {name:12}", *(f"{mean:8.2f}" for mean in means))

# %% [markdown]
r"""
*Two layers* is before any training, to tell what the second layer gives from what the pairs give. On development the last line is the one to choose: it gains on the features and keeps the library. (Longer training, other mixtures, the word vectors as a third layer, TF-IDF beside it, or training the encoder's last two layers instead of a head: in short trials, nothing was clearly better.)

## 6. The test

There had been a first test, of 49 features that are development's now. We looked at it once, and then changed which numbers the verdict in section 10 rests on. You should find that suspicious: who chooses after looking can choose what pleases, and we kept no list of the earlier numbers to show you. A test that has been looked at is a test no more: it went to development, and a fresh one was written. Of the verdict's four numbers, three were fixed before anybody saw the fresh test; the library's is the first look's. (Later we dropped a fifth number.)
"""

# %%
tested = {name: [layered.search(head) for head in heads[name]] for name in diets}
tested = {"untouched": [untouched], "two layers": [layered.search()]} | tested
tested["lookup"] = [plain.search(look_up)]
covered, uncovered = plain.covered, ~plain.covered & (plain.names != LEAKED)


def over_seeds(name, pool, chosen=slice(None)):
    """Reciprocal ranks of a diet's three heads in a pool: (seeds, chosen queries)."""
    return np.array([one[pool][chosen] for one in tested[name]])


measures = {
    "closed,\ncovered": ("closed", covered, plain.names[covered]),
    "closed,\nnot covered": ("closed", uncovered, plain.names[uncovered]),
    "open,\ncovered": ("open", covered, plain.names[covered]),
    "open,\nnot covered": ("open", uncovered, plain.names[uncovered]),
    "library": ("library", slice(None), modules),
}

# %%
fig, ax = canvas("Synthetic pairs teach what they cover", "", "MRR@10")
for k, (name, color) in enumerate(zip(tested, [FAINT, GREEN, ORANGE, BLUE, RED, INK], strict=True)):
    found = [
        grouped_interval(over_seeds(name, pool, chosen), groups)
        for pool, chosen, groups in measures.values()
    ]
    plot_intervals(ax, np.arange(5) + 0.12 * (k - 2.5), found, fmt="o", color=color, label=name)
ax.set(ylim=(0, 0.9), xticks=range(5), xticklabels=list(measures))
ax.legend(ncols=6, loc="upper center", fontsize=8)
show(
    fig,
    "MRR@10 of six models in five tests. With synthetic pairs, the covered features rise in both "
    "pools; features not covered rise in the open pool, and in the closed one fall with two layers "
    "and come back with training. Two layers harm the library, and synthetic pairs alone don't "
    "mend it. The "
    "lookup lies between untouched and both on covered features.",
)


# %%
def gain(name, measure, base="untouched"):
    """How much better than the base a diet is, with its interval: same queries, same seeds."""
    pool, chosen, groups = measures[measure]
    better, worse = (over_seeds(one, pool, chosen) for one in (name, base))
    return grouped_interval(better - worse, groups)


three = [("both", name) for name in ("untouched", "two layers", "lookup")]
for better, other in [*three, ("two layers", "untouched")]:
    for measure in measures:
        gained_here = gain(better, measure, other)
        print(f"{measure.replace(chr(10), ' '):20} {better:10} − {other:10} {gained_here}")
both_closed = grouped_interval(over_seeds("both", "closed"), plain.names)
print("one model: closed pool", both_closed, end="; ")
print("library", grouped_interval(over_seeds("both", "library"), modules))

# %%
for kind, rows in [("near copies", covered & copied), ("the others", covered & ~copied)]:
    for base in ["untouched", "two layers"]:
        won = over_seeds("both", "closed", rows) - over_seeds(base, "closed", rows)
        print(f"covered, closed, {kind}: both − {base}", grouped_interval(won, plain.names[rows]))


# %%
def toys(place, scores):
    """Share of snippets among the ten best in the open pool, for sentences that aren't covered."""
    found = scores(place.sentences, np.concatenate([place.snippets, place.documents]))
    return (np.argsort(-found, axis=1)[uncovered, :10] < snippets).mean()


print(
    "Snippets among the ten best, not covered: untouched", f"{toys(plain, cosines):.2f}", end=", "
)
print("two layers", f"{toys(layered, cosines):.2f}", end=", ")
print("both", f"{toys(layered, heads['both'][0].scores):.2f}")

# %% [markdown]
r"""
Where templates were written, the features are found better, in the open pool as well. Much of this is the near copies; on the others the gain is much smaller, and from the untouched encoder it isn't certain. The lookup, which learns nothing, gets about half of the gain in the closed pool; what training adds to it isn't certain either.

Where no templates were written, the closed pool ends where it began: the second layer costs these features some of their score, and training gives it back. In the open pool they do rise; but among the ten best for these sentences stand over twice as many snippets as before, and as many with the second layer alone. How much of the rise is features, and how much a taste for toys, we can't tell. The library, which the second layer harms and synthetic pairs alone don't mend, keeps its score with both.

Before all this, two bars had been set for one model: .57 in the closed pool, and .64 in the library. Both estimates fall short; only the library's is clearly below. How high a bar is depends on where one starts. The bars were set on other pools, where the untouched encoder had .44 and .62; on these it has less, in the library much less.

## 7. Templates or pairs?

Four generators, from five features to all 45, once with one template each and once with all. From each we take more and more pairs; the head sees nothing else. (On development, and without the library.)
"""

# %%
amounts, diverse = [90, 300, 900], {}
for variety in progress(VARIETIES, len(VARIETIES)):
    marks = np.unique(write_variety(variety, 900).features, return_inverse=True)[1]
    lot = TrainingPairs(*both_sides(f"written {variety}"), groups=marks, batch=90)
    for amount in amounts:
        small = [train_code_head([lot.take(amount)], seed, steps=100) for seed in (1, 2, 3)]
        found = [trial.search(head)["closed"][trial.covered] for head in small]
        diverse[variety, amount] = np.array(found)

# %%
fig, ax = canvas("Cover more features", "synthetic pairs", "MRR@10, closed pool, covered")
for variety, color in zip(VARIETIES, [ORANGE, GREEN, BLUE, RED], strict=True):
    found = np.array([diverse[variety, amount].mean(axis=1) for amount in amounts])
    ax.plot(amounts, found.mean(axis=1), "o-", color=color, label=variety, markersize=4)
    ax.plot(amounts, found, ".", color=color, alpha=0.5)
start = trial_plain.search()["closed"][trial.covered].mean()
ax.axhline(start, linestyle="--", color=INK, label="untouched")
ax.set(xscale="log", xticks=amounts, xticklabels=amounts, ylim=(0, 0.6))
ax.minorticks_off()
ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
show(
    fig,
    "MRR@10 of covered features against the number of pairs, a line for each generator. The "
    "two of 45 features end highest, 15 features lie below, 5 near the untouched encoder; with 90 "
    "and 300 pairs one template each lies above all templates, with 900 below.",
)


# %%
def ahead(one, other):
    """How much better one head is than another, each named by its generator and number of pairs."""
    return grouped_interval(diverse[one] - diverse[other], trial.names[trial.covered])


print("45 features − 5, 900 pairs each:", ahead(("45 features", 900), ("5 features", 900)))
for variety in VARIETIES:
    print(f"900 pairs − 300, {variety}:", ahead((variety, 900), (variety, 300)))

# %% [markdown]
r"""
Small dots are seeds. (With 90 pairs a batch holds all of them, whatever the seed, so there is one dot.) The figure shows no intervals of queries, which are wide: read the printed ones. And each subset, the five features and the fifteen, was drawn once.

### Exercise: diversity_or_count  ●○○  2 minutes

What pays most?

- **A** More features: of sets with equally many pairs, the one about more features teaches more.
- **B** More pairs, whatever they are about.
- **C** More wordings: one template a feature teaches next to nothing.
- **D** Nothing: the lines lie within chance of the untouched encoder.
"""

# %%
### BEGIN SOLUTION
diversity_or_count = "A"
### END SOLUTION
diversity_or_count = check("diversity_or_count", diversity_or_count)

# %% [markdown]
r"""
Features first. With few pairs, one template each did even a little better than all of them. More pairs seem to help as long as they bring something new: with many templates the line still rises at its end (by chance, perhaps); where the same few come again and again, with other nouns in the gaps, it doesn't.

Of course, a generator of five features leaves out most of those that are asked for. Does a feature gain because *it* is covered, or because any training on code helps? So we take half of the templates away, at random, then the other half, five times over: each feature is covered five times and five times not, and is compared with itself (on the test, in the closed pool, against two layers untrained).
"""

# %%
names = np.array([block.name for block in templates])
of_pair, there, away = np.unique(names)[about], [], []
untrained = layered.search()["closed"]
for seed, first in progress([(seed, first) for seed in range(5) for first in (True, False)], 10):
    chosen = np.random.default_rng(seed).permutation(names)[:22]  # or all the others
    rows = np.isin(of_pair, chosen) == first
    half = TrainingPairs(*(side[rows] for side in written_sides), groups=about[rows], batch=90)
    gained = layered.search(train_code_head([half], seed, steps=100))["closed"] - untrained
    had = np.isin(plain.names, chosen) == first
    there.append(np.where(had, gained, np.nan))
    away.append(np.where(had, np.nan, gained))

# %%
groups = plain.names[covered]
halves = [np.reshape(one, (5, 2, -1))[:, :, covered] for one in (there, away)]
with_own, without = (np.nanmean(one, axis=1) for one in halves)  # (splits, queries)
print(
    "Gained over two layers, closed, where templates were there:",
    grouped_interval(with_own, groups),
)
print("where they had been taken away:", grouped_interval(without, groups))

# %% [markdown]
r"""
The same features gain where their templates were there, and nothing that we could see where they weren't. For these features we saw no transfer; the uncovered ones of section 6 recover what the second layer had cost them.

## 8. Explore

Hide more and more of a function: where does its sentence rank it now? Find one that doesn't need its names, and ask yourself what gives it away.
"""


# %%
explore(draw_hidden, function=Slider("function", 1, 1090, 8), degree=Slider("degree", 0, 4, 0))

# %% [markdown]
r"""
And ask in your own words: change the sentence, and run the cell again. Here it is the one with which the lesson began. What is looked for is called `for-else`; the snippets are those of the test.
"""

# %%
my_sentence = "Act when the search found nothing"
target, most = [feature.name for feature in features].index("for-else"), len(features)
for searcher, numbers in [
    ("untouched", best_snippets(encoder, my_sentence, plain, most=most)),
    ("with both", best_snippets(encoder, my_sentence, layered, heads["both"][0], most)),
]:
    place = list(numbers).index(target) + 1
    print(f"{searcher}:", ", ".join(features[number].name for number in numbers[:3]), end="; ")
    print(f"for-else is at place {place}")

# %% [markdown]
r"""
When we ran it, neither had it among the first three, though `for-else` is covered, and training moved it further down. A better mean over many sentences is no promise for a single one.

## 9. Quiz

Open the answer you believe in, then the others.
"""

# %%
quiz("13_code_embeddings")

# %% [markdown]
r"""
## 10. Verdict

To *cover* obscure features would mean more than those that somebody wrote templates for: so the second part asks whether a feature without templates gains at least half as much as with them. If not, it counts against the claim. The half is our choice, and the −0.02 is the loss in the library that we were ready to call none.
"""

# %%
own_words = covered & ~copied  # no template is nearly the snippet
won = over_seeds("both", "closed", own_words) - over_seeds("untouched", "closed", own_words)
with_templates = [
    Finding("closed pool: gained with both", gain("both", "closed,\ncovered")),
    Finding("the same without near copies", grouped_interval(won, plain.names[own_words])),
    Finding("closed pool: both − real alone", gain("both", "closed,\ncovered", "real")),
    Finding("library: gained with both", gain("both", "library"), -0.02),
]
short_of_half = grouped_interval(without - with_own / 2, groups)
left_out = Finding("gain without templates − half with", short_of_half)
Claim(
    "N4",
    {
        "what templates cover": with_templates,
        "features whose templates were taken away": [left_out],
    },
    holds="Most is gained where a template nearly is the snippet; without these we can't tell. One "
    "encoder and one author's templates were tried.",
    change_our_mind="features without templates that gain as much as those with, in a test whose "
    "sentences a stranger wrote.",
).show()

# %% [markdown]
r"""
Templates aren't a language model, whose code is more varied, and sometimes wrong; the sentences of both sides are by one hand; and one small encoder was tried.

## 11. Go bigger

The head is linear. With a GPU, the whole encoder can be trained on the same pairs; on the CPU its last layer only, for a few steps, which shows that it runs and little else.
"""

# %%
from course_utils.code_embeddings.train_encoder import tune_encoder


def tuned_closed(device, steps):
    """MRR@10 of development's covered features in the closed pool after tuning."""
    pairs = write_variety("45 features", 900)
    layers = 1 if device == "cpu" else 6
    (tuned,) = [tune_encoder(encoder, pairs, n, layers, device) for n in progress([steps], 1)]
    found_by, _ = encode_split("development", tuned.to("cpu"))
    return found_by.search()["closed"][found_by.covered].mean()


# %%
tuned_score = on_best_device(tuned_closed, big=1000, small=8)
if tuned_score is not None:
    before = trial_plain.search()["closed"][trial.covered].mean()
    print(f"covered, closed, development: before {before:.2f}, after {tuned_score:.2f}")

# %% [markdown]
r"""
## 12. Go wider

How many of a batch should be synthetic? On the development part, with 300 real pairs a batch, and half the steps of section 5: what the features gain, the library may lose.
"""

# %%
shares, traded = [0, 30, 90, 270], []
for batch in progress(shares, len(shares)):
    lots = (
        [real, TrainingPairs(written.sentences, written.codes, about, batch)] if batch else [real]
    )
    searched = [trial.search(train_code_head(lots, seed, steps=150)) for seed in (1, 2, 3)]
    traded.append([[one[pool].mean() for one in searched] for pool in POOLS])
traded = np.array(traded)  # (share, pool, seed)

# %%
fig, ax = canvas("What is gained, and what it costs", "library, MRR@10", "closed pool, MRR@10")
for batch, points in zip(shares, traded, strict=True):
    ax.plot(points[2], points[0], "o", label=f"{batch} synthetic in a batch")
base = trial_plain.search()
ax.plot(base["library"].mean(), base["closed"].mean(), "s", color=INK, label="untouched")
ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
show(
    fig,
    "MRR@10 in the closed pool against that in the library, on development, for four shares of "
    "synthetic pairs in a batch and three seeds each, and for the untouched encoder.",
)

# %% [markdown]
r"""
## How did it go?
"""

# %% tags=["score"]
check.score()

# %% [markdown]
r"""
## Further reading

- Reimers and Gurevych, *Sentence-BERT*, [arXiv 1908.10084](https://arxiv.org/abs/1908.10084): the family of encoders that ours belongs to.
- Husain et al., *CodeSearchNet challenge*, [arXiv 1909.09436](https://arxiv.org/abs/1909.09436): docstring and function, at scale.
- van den Oord et al., *Representation learning with contrastive predictive coding*, [arXiv 1807.03748](https://arxiv.org/abs/1807.03748): the loss, InfoNCE.
- Jina AI, *When AI makes AI: synthetic data, model distillation, and model collapse*, 2024: the claim.

**What we left out, and why.** Pairs written by a language model: those that run on a laptop make many mistakes about rare features, and somebody has to check them. Encoders trained on code, which read more than names: they are too large for this lesson.
"""
