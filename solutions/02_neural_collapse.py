# ---
# jupyter:
#   course:
#     question: "Every drawing looks fine. What is missing?"
#     minutes: 60
#     cpu_seconds: 75
#     memory_mb: 1100
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
r"""
# Collapse in pictures and text

[[badges]]

[[budget]]

In lesson 1 the models were bell curves and word counts. Do models that really draw and write go the same way? And how
would you notice, when every single drawing looks fine? One claim goes to the test again, on harder ground:

[[claims]]

**You'll find out** what a loop of copies does to handwritten digits and to Shakespeare, why quality checks don't see it,
and how to tell a model's own faults from collapse. **You'll do** six exercises, of three to six minutes each. **You'll
need** numpy arrays, and lesson 1. You need not know any neural network.
"""

# %% tags=["set-up"]
# [[set-up]]
from course_utils import begin

check = begin("02_neural_collapse")

# %%
import textwrap

import numpy as np

from course_utils import INK, canvas, canvases, Claim, describe, draw_strips, explore, mean_interval
from course_utils import measure, on_best_device, plot_chains, plot_mean, predict, progress, quiz
from course_utils import show, Slider
from course_utils.science.loops import Diet, photocopy

# %% [markdown]
r"""
## 1. A machine that draws digits

Here are real digits, written by 13 people: 8 × 8 pixels each (E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, CC BY 4.0). We keep 600 of them aside, to judge by, and never train on
those. Each of eight *chains* begins with its own 400 of the others. (The chains draw from the same 1 197 digits, so their
intervals are about the chance in the loop, not about other people's handwriting.)
"""

# %%
from course_utils.science.data.pictures import load_digits, load_mnist

images, labels = load_digits()
held_out, pool = images[:600], images[600:]
shuffle = np.random.default_rng(1)
real = np.stack([shuffle.permutation(pool)[:400] for _ in range(8)])
fig = draw_strips([real[0, :20], real[0, 20:40]], ["", ""], "Real digits")
show(fig, "Two rows of 20 real handwritten digits, small and coarse, each in a hand of its own.")

# %% [markdown]
r"""
Our machine has two parts. *Principal components* describe each picture by twenty numbers instead of 64 pixels. A *mixture*
of forty bell curves describes where those numbers lie: digits of one shape form a cloud, and each cloud gets a bell curve of
its own. To draw, pick a cloud, pick a point in it, and turn its twenty numbers back into pixels.

Then the loop of lesson 1: each copy is fitted to 400 drawings of the copy before. `Diet(400)` says so: nothing but 400
synthetic examples. At every copy we let the model draw 400 more, to look at.
"""

# %%
from course_utils.science.models.pictures import Pictures

machine = Pictures(kept=20)


def drawings_of(model, start, diet, copies, seed):
    """What each copy draws: a list of copies + 1 arrays (chains, 400, pixels)."""
    rng = np.random.default_rng(seed)
    fitted = photocopy(model, start, diet, copies, rng)
    return [model.sample(params, 400, rng) for params in progress(fitted, copies + 1)]


drawn = drawings_of(machine, real, Diet(400), copies=20, seed=2)

# %%
shown = [0, 1, 5, 10, 20]
names = ["real"] + [f"copy {k}" for k in shown]
fig = draw_strips([real[0, :20]] + [drawn[k][0, :20] for k in shown], names, "Digits?")
show(
    fig,
    "Six rows of 20 digits from one chain: real ones, then drawings of copies 0, 1, 5, 10 and 20. "
    "All look like digits; the later rows are a little softer.",
)

# %% [markdown]
r"""
(Copy 0 is the model that was fitted to real digits. It has drawn what you see in the second row.) The late copies are softer,
to a sharp eye. But take any one drawing: would you send it back? And do you see what is missing?

## 2. Good, or varied?

Before we measure, commit yourself. *Recall* is the share of real digits that the model still covers: is there a drawing
like it? Copy 0, the model of the real digits, covers about four in five.
"""

# %%
recall_guess = predict("How much recall is left at copy 20?", "%", low=0, high=100)

# %% [markdown]
r"""
To compare pictures we need numbers that see shapes rather than pixels. A *critic* is a small neural network that we train to read real
digits. What it computes halfway, 32 numbers, are the picture's *features*; two pictures are alike if their
features are close.

Now give each real digit a ball: its *reach* is the distance to its fifth nearest other real digit. Together the balls
cover the land where real digits live. A drawing in any of the balls is plausible. The share of drawings that are: that is
**precision**. Swap the roles, balls around the drawings, and count real digits: that is **recall**.

### Exercise: covered  ●●○  6 minutes
"""


# %%
@check("covered")
def covered(points, centres, reach):
    """Share of the points that lie in at least one ball.

    points: (m, d), centres: (n, d), reach: (n,), each ball's radius -> a number from 0 to 1
    """
    ### BEGIN SOLUTION
    apart = np.sqrt(((points[:, None] - centres) ** 2).sum(axis=2))
    return np.mean((apart <= reach).any(axis=1))
    ### END SOLUTION


# %%
from course_utils.science.picture_quality import (
    PictureClassifier,
    frechet,
    kth_neighbour,
    precision_recall,
)
from course_utils.science.picture_quality import squared_distances

critic = PictureClassifier(pool, labels[600:])
right = np.mean(critic.labels(held_out) == labels[:600])
print(f"The critic reads {right:.0%} of the held-out digits correctly.")


def reach_of(features):
    """Distance of each of a set of features (n, d) from its fifth nearest neighbour in the set."""
    return np.sqrt(kth_neighbour(squared_distances(features, features), k=5))


there = critic.features(held_out)
for copy in [0, 20]:
    here = critic.features(drawn[copy][0])
    plausible, left = covered(here, there, reach_of(there)), covered(there, here, reach_of(here))
    print(f"copy {copy}, first chain: precision {plausible:.2f}, recall {left:.2f}")

# %% [markdown]
r"""
For all copies and chains we use the same thing from the course's package, where it is a little faster. The dashed lines are
what 400 *real* digits would score.
"""

# %%
features = [critic.features(pictures) for pictures in drawn]
scores = np.array([precision_recall(f, there) for f in features])
precision, recall = scores[:, 0], scores[:, 1]
best = [np.mean(score) for score in precision_recall(critic.features(real), there)]

# %% tags=["cover"]
t = np.arange(21)
fig, ax = canvas("Single drawings tell little: variety goes", "copy", "share")
for series, name, level in [(precision, "precision", best[0]), (recall, "recall", best[1])]:
    plot_chains(ax, t, series)
    line = plot_mean(ax, t, series, f"{name}: mean of 8 chains, 95 % interval")
    ax.axhline(level, linestyle="--", linewidth=1, color=line.get_color())
ax.plot([], [], "--", color=INK, linewidth=1, label="real digits")
ax.set(ylim=(0, 1.02), xticks=range(0, 21, 5))
ax.legend(loc="center right")
show(
    fig,
    "Precision and recall against copies: the mean precision stays above 0.9; recall falls "
    "from above 0.8 to under a tenth. Both would be about 0.97 for real digits.",
)
recall_guess.compare(100 * recall[20].mean())

# %% [markdown]
r"""
Most drawings stay where digits live, and they cover less and less of it. Whoever looks at single drawings, as a reviewer or as a
quality filter does, sees precision. The loss is in what is *not* drawn. Let us see it anyway, by sorting the drawings:
for every class, those that the critic finds in it.
"""


# %%
def two_of_each(pictures):
    """Two pictures of each class that the critic sees in (n, pixels); nan for a gap."""
    strip, seen = np.full((10, 2, pictures.shape[1]), np.nan), critic.labels(pictures)
    for digit in range(10):
        found = pictures[seen == digit][:2]
        strip[digit, : len(found)] = found
    return strip.reshape(20, -1)


rows = [held_out] + [drawn[k][0] for k in shown]
fig = draw_strips([two_of_each(row) for row in rows], names, "Two of each kind")
show(
    fig,
    "Two digits of each class, one row each for real digits and copies 0 to 20. Real twos differ "
    "from each other; in the last rows two of a kind look alike and soft.",
)

# %% [markdown]
r"""
Real digits of a kind differ. Late ones are nearly the same digit twice.

Do whole classes vanish, too? A class with a single drawing isn't quite gone, so we count *effectively*: if all drawings fell
evenly into 10 classes, two random drawings (perhaps the same one twice) would show the same digit with chance 1/10. One over that chance is the
effective number.

### Exercise: the effective number of classes  ●○○  4 minutes
"""


# %%
@check("effective_number")
def effective_number(labels):
    """Effective number of classes: 1 over the chance that two labels drawn at random are the same.

    labels: (n,) whole numbers -> one number, at least 1
    """
    ### BEGIN SOLUTION
    shares = np.unique(labels, return_counts=True)[1] / len(labels)
    return 1 / np.sum(shares**2)
    ### END SOLUTION


# %% [markdown]
r"""
And one number for everything: fit a bell curve to the features of the drawings and one to those of real digits. The
*Fréchet distance* is the squared $W_2$ of lesson 1 between the two, in 32 dimensions. (With a famous classifier's features, it is the FID
of many papers.)
"""

# %%
distance = np.array([frechet(f, there) for f in features])
kinds = np.array([[effective_number(critic.labels(p)) for p in page] for page in drawn])


def within_classes(pictures):
    """Variance of the features within the classes that the critic sees in (n, pixels)."""
    seen, inside = critic.labels(pictures), critic.features(pictures)
    parts = [inside[seen == digit] for digit in np.unique(seen)]
    return sum(((part - part.mean(axis=0)) ** 2).sum() for part in parts) / len(pictures)


inner = np.array([[within_classes(p) for p in page] for page in drawn])
inner /= within_classes(held_out)

# %%
t = np.arange(21)
titles = ["Further away", "Variety within goes first"]
fig, (left, right) = canvases(titles, "copy", "Fréchet distance")
plot_chains(left, t, distance)
plot_mean(left, t, distance)
left.axhline(frechet(critic.features(real), there).mean(), ls="--", lw=1, color=INK)
left.set_ylim(0, None)
plot_mean(right, t, 100 * kinds / effective_number(labels), "effective number of classes")
plot_mean(right, t, 100 * inner, "variance within classes")
right.axhline(100, ls="--", lw=1, color=INK, label="real digits")
right.set(ylabel="% of real digits'", ylim=(0, 104))
right.legend(loc="lower left")
show(
    fig,
    "Left: the Fréchet distance grows several times over in twenty copies. Right, as a share of "
    "real digits': the number of classes falls slowly, the variance within them faster.",
)

# %% [markdown]
r"""
All agree with recall (means of eight chains, with 95 % intervals). But the classes fade slowly, while much of the variety
*within* them has gone. Counting classes tells you late.

## 3. Whose fault is it?

A neural network now: a *variational autoencoder* (VAE). It squeezes a picture through a code of eight numbers and learns
to draw it again from the code; new pictures come from random codes. It is trained from scratch for every copy, eight chains at once.
"""

# %%
from course_utils.neural_collapse.vae import VAE

few = drawings_of(VAE(np.random.default_rng(3)), real, Diet(400), copies=8, seed=3)

# %%
picks = [0, 1, 2, 4, 6, 8]
names_vae = ["real"] + [f"copy {k}" for k in picks]
fig = draw_strips(
    [real[0, :20]] + [few[k][0, :20] for k in picks], names_vae, "An autoencoder forgets faster"
)
show(
    fig,
    "Rows of 20 digits: real ones, then drawings of a VAE at copies 0, 1, 2, 4, 6 and 8. They grow "
    "paler and more alike, until all are the same grey shape.",
)
blobs, _ = precision_recall(critic.features(few[8]), there)
print("Precision of the autoencoder's copy 8:", mean_interval(blobs))

# %% [markdown]
r"""
A dramatic picture: the kind that gets shown. (Don't ask precision about it: a grey blob lies in the middle of all digits, and so counts as plausible.) But what does it show? Lesson 1 knew several causes. If *chance* in the sample does
this, as with the bell curve, then a copy that sees ten times as many drawings must suffer much less. If the *model's own
bias* does it, more drawings won't help. So let us run both loops again, with 4 000 drawings for every copy. (The
autoencoder is trained for the same number of steps: it just sees each drawing less often.)
"""

# %%
many = drawings_of(VAE(np.random.default_rng(3)), real, Diet(4000), copies=8, seed=3)
mixed = drawings_of(machine, real[:4], Diet(4000), copies=8, seed=5)


# %%
def away(pictures):
    """Fréchet distance from the held-out digits, (copies + 1, chains)."""
    return np.array([frechet(critic.features(p), there) for p in pictures])


gap = {"mixture": (distance[:9], away(mixed)), "autoencoder": (away(few), away(many))}

# %%
t = np.arange(9)
fig, panels = canvases(["Mixture", "Autoencoder (another scale)"], "copy", "Fréchet distance")
for ax, (small, large) in zip(panels, gap.values()):
    plot_mean(ax, t, small, "400 drawings a copy")
    plot_mean(ax, t, large, "4 000 drawings a copy")
    ax.set_ylim(0, None)
panels[0].legend()
show(
    fig,
    "Two panels, distance against copies. Mixture: with 4000 drawings the curve rises clearly "
    "more slowly than with 400. Autoencoder: the two curves rise together.",
)
for name, (small, large) in gap.items():
    chains = large.shape[1]  # the same real digits to begin with, chain by chain
    saved = 1 - (large[8] - large[0]) / (small[8] - small[0])[:chains]
    print(f"{name}: ten times the drawings take away {mean_interval(saved)} of the growth")

# %% [markdown]
r"""
### Exercise: what is the cause?  ●●○  3 minutes

Compare the two curves in the right panel. What mainly drives the autoencoder's fall? **A**: chance, since each
copy sees too few drawings. **B**: later copies are trained worse than earlier ones. **C**: its own bias. Built, trained and
used for drawing as it is, it draws more average digits than it saw, however many it saw, and each copy does so again. Answer with a letter in quotes.
"""

# %%
### BEGIN SOLUTION
the_cause = "C"
### END SOLUTION
the_cause = check("the_cause", the_cause)

# %% [markdown]
r"""
Both loops go *away from the original*, which is what this course calls collapse. But these are two illnesses. Chance is in
every loop, and yields to more data: that is some of the mixture's trouble. Bias belongs to the model, to how it is
trained and how we let it draw; more of its own data doesn't cure it. That is most of the autoencoder's: by the interval above, ten times the
drawings save it little. A figure of grey blobs doesn't say which. The
control tells chance from the rest.

## 4. Words

Now text. A *trigram* model knows, for each two words, which words followed them, and how often. (Partly it goes by the last
word alone, or by none, and a small rest goes to every word there is. So nothing that it reads is impossible.) Its writing sounds like this:
"""

# %%
from course_utils.science.models.trigram import Trigram
from course_utils.science.text import load_tokens, nonwords_and_types, unspell

plays = load_tokens()
judges = ["hamlet", "the-tempest", "twelfth-night"]
books = plays.shuffled(chains=5, held_out=judges, seed=6)[:, :100_000]
writer, rng_text = Trigram(len(plays.vocabulary)), np.random.default_rng(7)
readers = list(progress(photocopy(writer, books, Diet(100_000), 10, rng_text), 11))
written = [writer.sample(params, 100_000, np.random.default_rng(8)) for params in readers]

# %%
for copy in [0, 10]:
    print(textwrap.fill(f"Copy {copy}: {plays.read(written[copy][0, :50])} …", 84), "\n")

# %% [markdown]
r"""
Each of the five chains has learned from 100 000 words: whole plays, one after another, in an order of its own. Three plays we keep aside, to let the copies read 8 000 words of each:
how surprised is each by real Shakespeare? The measure is *perplexity*. A model that gives each word the probability 1/500
has the perplexity 500: it is as unsure as if it chose among 500 words. For unequal probabilities it is 1 over their
geometric mean.

### Exercise: perplexity  ●○○  4 minutes
"""


# %%
@check("perplexity")
def perplexity(probabilities):
    """1 over the geometric mean of the probabilities that a model gave to the words of a text.

    probabilities: (words,), each above 0 -> one number
    """
    ### BEGIN SOLUTION
    return np.exp(-np.mean(np.log(probabilities)))
    ### END SOLUTION


# %% [markdown]
r"""
Which words are the first to go? Lesson 1 says: the rare ones.

### Exercise: the rare words  ●●○  4 minutes
"""


# %%
@check("rare_words_left")
def rare_words_left(original, now, most):
    """Of the words that occur at most `most` times in the original, the share that occurs now.

    original: (n,) and now: (m,), each word a whole number -> a number from 0 to 1
    """
    ### BEGIN SOLUTION
    words, counts = np.unique(original, return_counts=True)
    return np.mean(np.isin(words[counts <= most], now))
    ### END SOLUTION


# %%
unseen = np.concatenate([plays.tokens[title][:8000] for title in judges])
known = writer.counts(readers[0]) > 0  # a word that a chain never read, no copy can have forgotten


def surprise(params):
    """Perplexity of each chain on the held-out plays, over the words that its original had."""
    chances = writer.probabilities(params, unseen)
    return [perplexity(chances[c, known[c, unseen[2:]]]) for c in range(len(chances))]


puzzled = np.array([surprise(params) for params in readers])
originals = [len(np.unique(book)) for book in books]
types = np.array([[len(np.unique(text)) for text in texts] for texts in written]) / originals
rare = np.array([[rare_words_left(*pair, 3) for pair in zip(books, texts)] for texts in written])

# %%
t = np.arange(11)
titles = ["Surprised by Shakespeare", "At a loss for words"]
fig, (left, right) = canvases(titles, "copy", "perplexity of unseen plays")
plot_mean(left, t, puzzled)
left.set_ylim(0, None)
plot_mean(right, t, 100 * types, "all words")
plot_mean(right, t, 100 * rare, "rare words")
right.set(ylabel="% of the original's words left", ylim=(0, 104))
right.legend(loc="upper right")
show(
    fig,
    "Left: perplexity of the held-out plays about triples in ten copies. Right: about a third "
    "of the original's different words are left, and about a fifth of its rare words.",
)

# %% [markdown]
r"""
## 5. Letters that look better

The most treacherous case. A *character* model writes letter by letter, each from the three before, so that more than a
quarter of its "words" are non-words. Lesson 1's taste for the typical, the *temperature*, reduces that: it makes likely letters
likelier. (Each chain starts from 100 000 letters, about 19 000 words.)

### Exercise: sharpen  ●○○  3 minutes
"""


# %%
@check("sharpen")
def sharpen(probabilities, temperature):
    """Raise probabilities to the power 1/temperature; make them sum to 1 along the last axis.

    probabilities: (..., symbols) -> the same shape
    """
    ### BEGIN SOLUTION
    powers = probabilities ** (1 / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)
    ### END SOLUTION


# %%
letters = np.array([0.5, 0.25, 0.15, 0.1])
for temperature in [1.0, 0.8, 0.5]:
    print(f"temperature {temperature}:", np.round(sharpen(letters, temperature), 2))

# %%
from course_utils.neural_collapse.characters import Characters

dictionary, size = set(plays.vocabulary), 100_000
spelled, looks = plays.spell(books, size), {}
for temperature in [1.0, 0.8]:
    speller, rng_char = Characters(temperature=temperature), np.random.default_rng(9)
    loop = photocopy(speller, spelled, Diet(size), 8, rng_char)
    looks[temperature] = [speller.sample(p, size, rng_char) for p in progress(loop, 9)]

# %%
for temperature, pages in looks.items():
    for copy in [0, 2, 8]:
        text = unspell(pages[copy][0, :160])
        print(textwrap.fill(f"Temperature {temperature}, copy {copy}: {text} …", 84), "\n")

# %%
t = np.arange(9)
fig, (left, right) = canvases(["Cleaner …", "… and poorer"], "copy", "non-words (%)")
for temperature, pages in looks.items():
    pairs = [[nonwords_and_types(row, dictionary) for row in page] for page in pages]
    faulty, different = np.moveaxis(np.array(pairs), 2, 0)
    plot_mean(left, t, 100 * faulty, f"temperature {temperature}")
    plot_mean(right, t, different)
left.set_ylim(0, 100)
left.legend()
right.set(ylabel="different words in 10 000", ylim=(0, None))
show(
    fig,
    "Left: at temperature 0.8 the share of non-words falls; at 1 it does "
    "not. Right: at 0.8 the number of different words falls to a fraction.",
)

# %% [markdown]
r"""
For the first few copies the loop at 0.8 seems to *learn to write*: on average fewer and fewer words are misspelt. It does so by
forgetting every word that it isn't sure of, until few are left. A filter that counts misspellings would pass all of this, and prefer the end.

## 6. Explore

Eight clouds on a ring, and a mixture of eight bell curves that copies them; each copy goes on from its parent's fit.
(Zero copies show the original.) The third slider feeds some of the originals back in at every copy. Predict, then look. With no originals, how many points
a copy does it take to keep half of the clouds for 100 copies? And what do one in ten originals change?

<details>
<summary>What we found</summary>

About 300 points. With as many points, and one in ten of them original, seven or eight clouds live on: the next lesson is about that.

</details>
"""

# %%
from course_utils.science.models.mixture import Mixture


def ring(n, chains, rng):
    """n points of each chain, in eight clouds on a circle of radius 2: (chains, n, 2)."""
    angle = rng.integers(0, 8, (chains, n)) * np.pi / 4
    centres = 2 * np.stack([np.cos(angle), np.sin(angle)], axis=2)
    return centres + rng.normal(0, 0.15, centres.shape)


def clouds_left(points):
    """How many of the eight places hold at least one in fifty of a chain's points, (chains,)."""
    angle = np.arctan2(points[..., 1], points[..., 0]) / (np.pi / 4)
    near = np.abs(np.hypot(points[..., 0], points[..., 1]) - 2) < 0.5
    place = np.where(near, np.round(angle) % 8, -1)
    return (np.mean(place[..., None] == np.arange(8), axis=1) > 0.02).sum(axis=1)


# %%
def draw(copies, n, originals):
    """Three of forty chains after so many copies, and how many clouds are left on average."""
    rng = np.random.default_rng(10)
    first, kept = ring(n, 40, rng), round(n * originals / 100)
    fit, points = Mixture(8, steps=10).fit(first), first
    for _ in range(copies):
        new = Mixture(8).sample(fit, n - kept, rng)
        points = np.concatenate([new, first[:, :kept]], axis=1)
        fit = Mixture(8, steps=3).refit(fit, points)
    left = clouds_left(points)
    titles = [f"chain {k + 1}: {left[k]} of 8" for k in range(3)]
    fig, panels = canvases(titles, "", "", xlim=(-3, 3), ylim=(-3, 3), aspect="equal")
    for ax, chain in zip(panels, points):
        ax.plot(*chain.T, ".", markersize=3, alpha=0.6)
    panels[1].set_xlabel(f"clouds left after {copies} copies, mean of 40 chains: {left.mean():.1f}")
    return describe(
        fig, f"{copies} copies of {n} points, {originals} % kept: {left.mean():.1f} left."
    )


# %%
explore(
    draw,
    copies=Slider("copies", 0, 200, 100, 10),
    n=Slider("points a copy, n", 40, 600, 200, 20),
    originals=Slider("originals kept (%)", 0, 50, 0, 5),
)

# %% [markdown]
r"""
## 7. Quiz

Open the answer you believe in, then the others.
"""

# %%
quiz("02_neural_collapse")

# %% [markdown]
r"""
## 8. Verdict

Does it get worse *with every generation*? Single late steps are hard to see among the wiggles of the curves, so we compare
first copies with last ones. And *worse* by which measure? The claim doesn't say. So its third part asks what improved: one counter-example is enough.
"""

# %%
faulty_cool = np.array(
    [[nonwords_and_types(row, dictionary)[0] for row in page] for page in looks[0.8]]
)
Claim(
    "C1",
    {
        "drawings lose variety": [
            measure("mixture: recall lost, copy 1 to 20", recall[1] - recall[20]),
            measure("mixture: Fréchet distance, copy 20 − 1", distance[20] - distance[1]),
        ],
        "plays lose variety": [
            measure("trigram: rare words lost, copy 1 to 10", rare[1] - rare[10])
        ],
        "every measure worsens": [
            measure("letters at 0.8: non-words, copy 8 − 0", faulty_cool[8] - faulty_cool[0])
        ],
    },
    holds="Variety fell in digits and plays, without originals. With a taste for the typical, "
    "fewer words are misspelt in the end than at first.",
    change_our_mind="a loop fed only with its own output that keeps its recall over many copies.",
).show()

# %% [markdown]
r"""
The variety of drawings and of plays got worse. (How far perplexity rises depends on the small rest that our trigram gives to every
word.) Whether single drawings and single words get worse depends on who looks, and at what.

## 9. Go bigger

Larger digits first: MNIST's, 28 × 28 pixels (LeCun, Cortes and Burges, CC BY-SA 3.0), and the autoencoder again. On a GPU the next cell trains 64 chains, on 2 000
digits each; on the CPU it trains two smaller ones.
"""


# %%
def larger_digits(device, chains):
    """What a larger autoencoder draws at copies 0 to 3: a list of arrays (chains, 400, 784)."""
    large, _ = load_mnist()
    start = np.stack([np.random.default_rng(k).permutation(large)[:2000] for k in range(chains)])
    size = {"hidden": 256, "latent": 16} if device != "cpu" else {"hidden": 64, "steps": 300}
    model = VAE(np.random.default_rng(11), device=device, **size)
    return drawings_of(model, start, Diet(2000), copies=3, seed=11)


bigger = on_best_device(larger_digits, big=64, small=2)

# %%
if bigger is not None:
    fig = draw_strips(
        [page[0, :16] for page in bigger], [f"copy {k}" for k in range(4)], "Larger digits"
    )
    show(fig, "Four rows of 16 larger digits by copies 0 to 3 of an autoencoder, each row noisier.")

# %% [markdown]
r"""
And now what the paper that made model collapse known did last: a *language model*. With a GPU, and the packages that the cell asks for, this is SmolLM2, with 135 million adjustable numbers: each copy is SmolLM2 again, trained a little further on what the copy before
wrote, as the continuation of some real words. (Text comes in *blocks* of a few dozen word pieces.) On the CPU the same code runs a tiny model of the same kind. It is one chain, so it has no interval: a
demonstration, and no finding. (SmolLM2 has surely met Shakespeare before. And it cuts text into other pieces than the tiny model does, so don't compare the
two perplexities.)
"""

# %%
from course_utils.science.data.plays import load_plays
from course_utils.science.models.language_model import on_best_model


def learn_from_itself(model, size):
    """Perplexity on a part of Hamlet of copies 0 to 3, each fine-tuned on `size` blocks of text."""
    words = [word for title in ("macbeth", "othello", "cymbeline") for word in load_plays()[title]]
    first = model.blocks(words)[np.newaxis, :size]
    hamlet = model.blocks(load_plays()["hamlet"])[:200]
    loop = photocopy(model, first, Diet(first.shape[1]), 3, np.random.default_rng(13))
    return [model.perplexity(params, hamlet)[0] for params in loop]


hesitation = on_best_model(learn_from_itself, big=2000, small=400)
if hesitation is not None:
    print("Perplexity on Hamlet, copies 0 to 3:", ", ".join(f"{p:.0f}" for p in hesitation))

# %% [markdown]
r"""
## 10. Go wider

Is it only that 400 digits are so few? Four chains for each size of the data set, real and synthetic alike.
"""

# %%
sizes, recalls = [100, 200, 400, 800], []
for n in sizes:
    begin_with = np.stack([np.random.default_rng(k).permutation(pool)[:n] for k in range(4)])
    pages = drawings_of(machine, begin_with, Diet(n), copies=8, seed=12)
    recalls.append([precision_recall(critic.features(pages[k]), there)[1] for k in (0, 8)])

# %%
fig, ax = canvas("More digits help; all four sizes lose much", "digits a copy, n", "recall")
for k, name in enumerate(["copy 0", "copy 8"]):
    plot_mean(ax, sizes, np.array([pair[k] for pair in recalls]), f"{name}: mean of 4 chains")
ax.set(xscale="log", xticks=sizes, xticklabels=sizes, ylim=(0, 1))
ax.minorticks_off()
ax.legend()
show(
    fig,
    "Recall against the size of the data set, from 100 to 800 digits: copy 0 rises, and copy 8 "
    "lies far below it at every size.",
)

# %% [markdown]
r"""
No. More digits give a better start, and every size loses most of it within eight copies.
"""

# %% [markdown]
r"""
## How did it go?
"""

# %% tags=["score"]
check.score()

# %% [markdown]
r"""
## Further reading

- Shumailov et al., *AI models collapse when trained on recursively generated data*, [Nature 631 (2024)](https://doi.org/10.1038/s41586-024-07566-y): the
  loop on a mixture, an autoencoder and a language model.
- Alemohammad et al., *Self-consuming generative models go MAD*, [arXiv 2307.01850](https://arxiv.org/abs/2307.01850): faces and digits, and the
  trade of variety for quality.
- Kynkäänniemi et al., *Improved precision and recall metric*, [arXiv 1904.06991](https://arxiv.org/abs/1904.06991): the balls.
- Guo et al., *The curious decline of linguistic diversity*, [arXiv 2311.09807](https://arxiv.org/abs/2311.09807): language models trained on
  synthetic text.

**What we left out, and why.** Diffusion models, which degrade more slowly and cost more than this lesson may. Larger critics: ours has seen only 1 197
digits, and another one would give other distances. And the question that you have been asking all along: what if the
originals are not thrown away? That is [lesson 3](03_data_diets.ipynb).
"""
