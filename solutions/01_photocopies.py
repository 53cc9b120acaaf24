# ---
# jupyter:
#   course:
#     question: "Where does the face go?"
#     minutes: 60
#     cpu_seconds: 15
#     memory_mb: 800
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
r"""
# The photocopy of a photocopy

[[badges]]

[[budget]]

Copy a page, then copy the copy, and go on. Train a model, let it write, train the next model on what it wrote, and go
on. Is that the same thing? Two claims go to the test here:

[[claims]]

**You'll find out** how fast a loop of copies goes wrong, what is lost first, and which kinds of error add up. **You'll
do** seven exercises, of three to five minutes each. **You'll need** numpy arrays and a first course in statistics
(mean, variance, the normal distribution). You need never have trained a model.
"""

# %% tags=["set-up"]
# [[set-up]]
from course_utils import begin

check = begin("01_photocopies")

# %%
import numpy as np
from scipy.stats import norm

from course_utils import INK, canvas, canvases, Claim, describe, draw_pictures, explore, Finding
from course_utils import mean_interval, measure, on_best_device, plot_chains, plot_law, plot_mean
from course_utils import predict, progress, quiz, show, Slider
from course_utils.science import theory
from course_utils.science.metrics import alive, heterozygosity, Interval, w2_squared_quantiles

# %% [markdown]
r"""
## 1. Photocopy a picture

A picture is a distribution: each pixel holds some share of the ink. To copy it, throw many dots of ink at a white page,
each with those shares as its chances, and look where they fell. That is what a generative model does. It *estimates* a
distribution from examples, and then *samples* from the estimate.

### Exercise: copy a picture  ●○○  5 minutes
"""


# %%
@check("copy_picture")
def copy_picture(ink, dots, rng):
    """Draw `dots` dots of ink at random from a picture, and return the picture that they make.

    ink: (height, width), each pixel's share of the ink, summing to 1 -> shares of the same shape
    """
    ### BEGIN SOLUTION
    counts = rng.multinomial(dots, ink.ravel())
    return counts.reshape(ink.shape) / dots
    ### END SOLUTION


# %% [markdown]
r"""
Our original has 96 × 96 pixels, and each copy gets 300 000 dots: more than thirty for every pixel. Now
each copy is made from the copy before. (In the pictures, black is the most ink that any pixel of the original has.)
"""

# %%
blank_guess = predict(
    "After how many copies will half of the page be blank?", "copies", low=1, high=300
)

# %%
from course_utils.science.data.pictures import load_portrait

rng = np.random.default_rng(1)
pages = [load_portrait()]
for _ in progress(range(300), 300):
    pages.append(copy_picture(pages[-1], 300_000, rng))

# %% tags=["cover"]
shown = [0, 1, 10, 30, 100, 300]
captions = ["the original"] + [f"copy {k}" for k in shown[1:]]
fig = draw_pictures(
    [pages[k] for k in shown], captions, "Every page is a fair copy of the page before"
)
show(
    fig,
    "Six pages: a sharp portrait of Grace Hopper; copy 1 grainy but clear; copy 10 rough; copy 30 "
    "hard to recognise; at copy 100 one can guess the cap; at copy 300 scattered dots are left.",
)

# %%
blank_share = np.array([np.mean(page == 0) for page in pages])
blank_guess.compare(np.argmax(blank_share >= 0.5))

# %% [markdown]
r"""
No copy made a mistake that you could point at. Each one is a fair sample of the page before, about as good as copy 1 is
of the original. But a copy can't know which grains were face and which were chance, so it keeps both. And a pixel that
has lost its last dot never gets one again: **what is lost stays lost, and what is added is believed.**

## 2. The same with two numbers

The picture had nine thousand numbers. Let us take the smallest model that there is, a normal distribution: two numbers,
a mean $\mu$ and a standard deviation $\sigma$. The original is $\mu = 0$, $\sigma = 1$. A copy is made in two steps: draw
$n$ points from the model, and fit a new model to them.

### Exercise: fit many models at once  ●○○  4 minutes

We run many independent loops side by side and call each of them a *chain*. Their points are the rows of one array.
"""


# %%
@check("refit")
def refit(samples):
    """Fit a normal distribution to each chain (row).

    samples: (chains, n) -> means (chains,), standard deviations (chains,)
    """
    ### BEGIN SOLUTION
    return samples.mean(axis=1), samples.std(axis=1)
    ### END SOLUTION


# %% [markdown]
r"""
Here is the whole loop. Inside it, one line writes and one line learns from what was written: training on AI output at
its barest, without prompts and filters.
"""


# %%
def photocopies(n, copies, chains, seed=1):
    """Means and standard deviations, each (copies + 1, chains), of chains that start at N(0, 1)."""
    rng = np.random.default_rng(seed)
    mean, std = np.zeros(chains), np.ones(chains)
    history = [(mean, std)]
    for _ in progress(range(copies), copies):
        samples = rng.normal(mean[:, None], std[:, None], (chains, n))
        mean, std = refit(samples)
        history.append((mean, std))
    return np.swapaxes(history, 0, 1)


means, stds = photocopies(n=100, copies=100, chains=10_000)

# %%
x = np.linspace(-4, 4, 400)
shown = [0, 20, 60, 100]
titles = ["original"] + [f"copy {t}" for t in shown[1:]]
fig, panels = canvases(titles, "x", "density", xlim=(-3.5, 3.5), ylim=(0, 4))
for ax, t in zip(panels, shown):
    for mean, std in zip(means[t, :6], stds[t, :6]):
        ax.plot(x, norm.pdf(x, mean, std), linewidth=1.4)
    ax.plot(x, norm.pdf(x), "--", color=INK, linewidth=1.2)
show(
    fig,
    "Bell curves of six chains. At first all lie on the dashed original. At copy 20 they "
    "differ a little; later most are narrower, and at copy 100 some are thin spikes off centre.",
)

# %% [markdown]
r"""
Six chains began as the same curve (dashed). Most have become narrow and sure of themselves, each in a place of its own.
How narrow is the typical one?
"""

# %%
guess = predict(
    "100 copies of 100 points each. How much of its variance has the typical (median) chain left?",
    "%",
    low=0,
    high=100,
)

# %%
variances = stds**2
guess.compare(100 * np.median(variances[100]))

# %% [markdown]
r"""
What should we expect? Write $\mathrm{E}$ for the mean over chains, and $\mu_t$, $\sigma_t$ for a chain's model after $t$
copies. A sample's own mean $\bar x$ lies in the middle of that sample, so squared distances around $\bar x$ are smaller
than around $\mu$, on average by $\sigma^2/n$. Hence the sample's variance $s^2$, dividing by $n$, has

$$\mathrm{E}\,s^2 = \sigma^2-\frac{\sigma^2}n = \sigma^2\left(1-\tfrac1n\right), \qquad\text{and so}\qquad
\mathrm{E}\,\sigma_t^2 = \left(1-\tfrac1n\right)^t.$$

The law is exact. But it is about the *mean* over chains.
"""

# %%
t = np.arange(101)
fig, ax = canvas("The mean obeys the law; the typical chain is worse", "copy", "variance")
plot_chains(ax, t, variances)
plot_mean(ax, t, variances, "mean of 10 000 chains, 95 % interval")
ax.plot(t, np.median(variances, 1), label="median of 10 000 chains", linewidth=3)
plot_law(ax, t, theory.variance_left(100, t), "law: (1 − 1/n)ᵗ")
ax.set(yscale="log", ylim=(1e-2, 5))
ax.legend(loc="lower left")
show(
    fig,
    "Variance against copies, logarithmic: sixty thin lines fan out downwards; the mean runs along "
    "the dotted law; the median falls about twice as steeply.",
)

# %% [markdown]
r"""
### Exercise: the half-life  ●●○  3 minutes

By the law, after how many copies of $n = 100$ points each is half of the variance gone, on average?
"""

# %%
### BEGIN SOLUTION
half_life = np.log(1 / 2) / np.log(1 - 1 / 100)
### END SOLUTION
half_life = check("half_life", half_life)

# %% [markdown]
r"""
Where does the variance go? Look at all chains together. Each copy's mean is off by a random amount of variance
$\sigma^2/n$, which is just what the inside of the chain loses:

$$\mathrm{E}\,\mu_t^2 = \sum_{k<t} \tfrac1n\left(1-\tfrac1n\right)^k = 1-\left(1-\tfrac1n\right)^t .$$
"""

# %%
t = np.arange(101)
within, between = variances.mean(1), (means**2).mean(1)
fig, ax = canvas("What is lost within the chains appears between them", "copy", "variance")
labels = ["within a chain (mean)", "between the chains' means"]
ax.stackplot(t, within, between, labels=labels, alpha=0.75)
plot_mean(ax, t, variances + means**2, "sum, 95 % interval")
plot_law(ax, t, theory.variance_left(100, t), "law")
ax.set(xlim=(0, 100), ylim=(0, 1.15))
ax.legend(loc="lower left", frameon=True)
show(
    fig,
    "Two stacked areas that sum to about one at every copy: the variance within chains shrinks "
    "along the dotted law, and the variance between chains grows by the same amount.",
)

# %% [markdown]
r"""
The crowd as a whole keeps its variance. But you don't use a crowd of models. You use one: it is narrow, and it is
somewhere else.

## 3. How far from the original?

One number for both faults is the squared *Wasserstein distance* $W_2^2$: the mean squared distance by which the
probability has to be moved to turn one distribution into the other. Between two normals it is a sum of two squares: one
for the means, one for the standard deviations.

### Exercise: distance from the original  ●○○  3 minutes
"""


# %%
@check("distance")
def distance(mean, std):
    """Squared Wasserstein-2 distance of N(mean, std²) from the original N(0, 1), elementwise"""
    ### BEGIN SOLUTION
    return mean**2 + (std - 1) ** 2
    ### END SOLUTION


# %% [markdown]
r"""
Perhaps it is all the fault of the estimator? Divide by $n-1$ instead of $n$, and the variance is *unbiased*: its
expected value stays at 1 for ever.

### Exercise: is the typical chain saved?  ●●○  3 minutes

Guess before you look: what becomes of the typical chain in the long run? **A**: its variance stays near 1 as well. **B**: it
dies out all the same. **C**: it grows without end. Answer with a letter in quotes.
"""

# %%
### BEGIN SOLUTION
typical_chain = "B"
### END SOLUTION
typical_chain = check("typical_chain", typical_chain)

# %% [markdown]
r"""
To see it, we use a faster loop. The mean and the variance of $n$ normal points are independent, and we know the law of each
(normal and chi-square), so it draws just those two numbers and never the points. (From here on,
unless a legend says otherwise, shaded bands are 95 % intervals of the mean, for each copy on its own.)
"""

# %%
from course_utils.science.models.gaussian import gaussian_chains

fast = {}
for name, ddof, seed in [("divide by n", 0, 2), ("divide by n − 1", 1, 3)]:
    chains = gaussian_chains(20_000, 100, n=100, seed=seed, ddof=ddof)
    fast[name] = [x.astype(float) for x in chains]


# %%
unbiased = fast["divide by n − 1"][1]
t = np.arange(101)
fig, ax = canvas("Unbiased: the mean stays where it was", "copy", "variance", yscale="log")
plot_chains(ax, t, unbiased)
plot_mean(ax, t, unbiased, "mean of 20 000 chains, 95 % interval")
ax.plot(t, np.median(unbiased, 1), label="median of 20 000 chains", linewidth=3)
ax.set_ylim(0.01, 20)
ax.legend(loc="lower left")
show(
    fig,
    "Variance against copies with the unbiased estimator: the mean is a flat line at one, the "
    "median falls to about a third, and single chains spread far to both sides.",
)

# %% [markdown]
r"""
Each copy multiplies the variance by a random factor whose mean is 1. Say it were 1.5 or 0.5, equally likely: one of each
leaves 0.75. In general the *logarithm* of such a factor has a mean below 0 (Jensen's inequality), and logarithms add up. So in
the long run the chains go to zero one by one, while at any time a few giants hold up the mean. An unbiased estimator doesn't save the loop. It only hides the loss from whoever looks at averages.

The distance $W_2^2$ shows the loss in both cases.

<details>
<summary>Where its exact laws come from (you can skip this)</summary>

For each chain $W_2^2=\mu^2+(\sigma-1)^2=\mu^2+\sigma^2-2\sigma+1$. Write $c_4=\mathrm{E}\,s/\sigma$ for the unbiased $s$;
it is a little below 1, and after $t$ copies $\mathrm{E}\,\sigma_t=c_4^t$.

Unbiased: $\mathrm{E}\,\mu_t^2=t/n$ and $\mathrm{E}\,\sigma_t^2=1$, so $\mathrm{E}\,W_2^2=t/n+2(1-c_4^t)$.

Dividing by $n$: $\mathrm{E}\,\mu_t^2+\mathrm{E}\,\sigma_t^2=1$ as above, and each $s$ is smaller by $\sqrt{1-1/n}$, so
$\mathrm{E}\,W_2^2=2\big(1-(c_4\sqrt{1-1/n})^t\big)$.

</details>
"""

# %%
t = np.arange(101)
w2_laws = {"divide by n": theory.w2_squared_biased, "divide by n − 1": theory.w2_squared_unbiased}
gaps = {name: distance(mean, np.sqrt(variance)) for name, (mean, variance) in fast.items()}
fig, ax = canvas("On average, every copy is further from the original", "copy", "W₂²")
for name, gap in gaps.items():
    plot_mean(ax, t, gap, f"{name}: mean of 20 000 chains, 95 % interval")
    plot_law(ax, t, w2_laws[name](100, t))
plot_law(ax, [], [], "exact laws")
ax.legend(loc="upper left")
show(
    fig,
    "Both estimators' mean squared distance rises with every copy, each along its dotted exact "
    "law; the unbiased one is higher.",
)

# %% [markdown]
r"""
"On average" is doing some work in that title. What of the typical chain, and of the single steps?
"""

# %%
for name, gap in gaps.items():
    print(f"W₂² of copy 100, {name}: mean {gap[100].mean():.2f}, median {np.median(gap[100]):.2f}")
steps = np.diff(gaps["divide by n"], axis=0)
print(f"Away from the original: {np.mean(steps > 0):.0%} of all single steps.")

# %% [markdown]
r"""
The medians order the two estimators the other way than the means do. And a single copy is often a little *better* than its parent, by luck. A loop is a drunkard's walk on a slope: look at one
step and you see the drunkard, look at a hundred and you see the slope.

## 4. Words

Language is not a bell curve. It is a few words used all the time, and very many used once in a while. Take the simplest
model of text, which counts each word's share, and writes words with those shares. A word that the sample misses has
share zero from then on.

### Exercise: how many words survive a copy?  ●●○  5 minutes
"""


# %%
@check("expected_survivors")
def expected_survivors(shares, n):
    """How many words, on average, occur at least once among n words drawn with these shares.

    shares: (words,), summing to 1 -> one number
    """
    ### BEGIN SOLUTION
    return np.sum(1 - (1 - shares) ** n)
    ### END SOLUTION


# %% [markdown]
r"""
Here is a vocabulary of 1 000 words by Zipf's law (the word of rank $k$ has a share proportional to $1/k$), copied with
2 000 words at a time. Biologists know this loop as the *Wright–Fisher model* of genetic drift.

How many words are left after many copies? A copy is a page with $n$ places. A word on $j$ of them gets a binomial number of
places on the next page, and from that the expected number can be computed exactly. A simpler measure is *variety*: the
chance $H = 1-\sum_i p_i^2$ that two words drawn from the page (with replacement) differ. With chance $1/n$ both draws hit the
same place. Otherwise they hit two places, whose words were drawn independently from the page before, and differ with *its*
chance $H$. So $\mathrm{E}\,H_t=(1-\frac1n)^tH_0$: the law of the variance once more.
"""

# %%
from course_utils.photocopies.categorical import photocopy_shares

zipf = 1 / np.arange(1, 1001)
zipf /= zipf.sum()
texts = list(photocopy_shares(zipf, 2000, 100, np.random.default_rng(3), chains=100))
words_left = np.array([alive(text) for text in texts])
variety = np.array([heterozygosity(text) for text in texts])
expected = expected_survivors(zipf, 2000)
print(f"After one copy: {words_left[1].mean():.0f} words; expected: {expected:.0f}.")

# %%
t = np.arange(101)
fig, (left, right) = canvases(
    ["2 000 drawn: half go at once", "Variety falls slowly"], "copy", "words left"
)
plot_mean(left, t, words_left, "mean of 100 chains")
plot_law(left, t[1:], theory.words_surviving(zipf, 2000, 100), "exact")
plot_mean(right, t, variety)
plot_law(right, t, theory.heterozygosity_left(2000, t) * heterozygosity(zipf))
right.set(ylabel="chance two words differ", ylim=(0, 1.05))
left.legend()
show(
    fig,
    "Left: of 1000 words about 500 are left after one copy, and some thirty after a hundred, "
    "along the exact curve. Right: the chance that two words differ falls only from .97 to .92.",
)

# %% [markdown]
r"""
A score that is dominated by the common cases falls slowly, while the rare ones
are dying. (Some of that is its scale: the effective number of words, $1/(1-H)$, more than halves.) *The tails go first*, and a benchmark of averages need not tell you.

Now real text: *Hamlet*, with all of its words. The first model is the play's own word counts, and each copy is as long as
the play.
"""

# %%
from course_utils.science.data.plays import load_plays

hamlet = load_plays()["hamlet"]
vocabulary, counts = np.unique(hamlet, return_counts=True)
copies = list(photocopy_shares(counts, len(hamlet), 50, np.random.default_rng(4), chains=20))


# %%
import textwrap


def fade(text, copy):
    """The text with each word that this copy (first chain) no longer knows replaced by dots."""
    known = set(vocabulary[copies[copy][0] > 0])
    return " ".join(word if word in known else "·" * len(word) for word in text)


start = next(k for k in range(len(hamlet)) if hamlet[k : k + 4] == "to be or not".split())
for copy in [0, 1, 10, 50]:
    print(textwrap.fill(f"Copy {copy}: " + fade(hamlet[start : start + 71], copy), 84), "\n")

# %%
often = {"once": (1, 1), "2–5 times": (2, 5), "6–20 times": (6, 20), "more": (21, 10**6)}
t = np.arange(51)
fig, ax = canvas("The rarer the word, the sooner it is forgotten", "copy", "words known (%)")
for name, (least, most) in often.items():
    rows = (least <= counts) & (counts <= most)
    left = np.array([100 * alive(copy[:, rows]) / rows.sum() for copy in copies])
    line = plot_mean(ax, t, left)
    label = f"{name}: {rows.sum()} words"
    ax.text(51, left[-1].mean(), label, color=line.get_color(), va="center", fontsize=9.5)
ax.set(xlim=(0, 69), xticks=range(0, 51, 10), ylim=(0, 104))
show(
    fig,
    "Share of Hamlet's words still known against copies: words used once fall to a few percent "
    "within fifty copies, 2 to 5 times to a tenth, 6 to 20 times to a third, and words used "
    "more often to about four fifths. Means of 20 chains with narrow intervals.",
)

# %% [markdown]
r"""
## 5. Three sources of error, one at a time

So far one thing went wrong: the **sample was finite**. The paper that made model collapse known (Shumailov et al.) names
two more: a **model too simple** for its data, and a **fit that is not perfect**. Do they add up, too? Take an original
with two humps, which is easy to spoil, and allow one error at a time:

1. *finite sample*: the model can take any shape (it is its own data), but sees only 100 points;
2. *too simple*: endless data, a perfect fit, but the model is a single bell curve;
3. *imperfect fit*: endless data, the right shape, but training stops early. Each new model starts with its humps together
   and takes thirty steps downhill on the error (gradient descent), which are a few too few.
"""


# %%
HALVES = np.repeat([-1, 1], 500)


def two_humps(apart):
    """1000 quantiles of a distribution with two humps, at −apart and +apart."""
    bell = 0.4 * norm.ppf((np.arange(500) + 0.5) / 500)
    return np.sort(np.concatenate([bell - apart, bell + apart]))


def fit_one_bell(data):
    """1000 quantiles of the normal distribution with the mean and variance of the data."""
    bell = norm.ppf((np.arange(1000) + 0.5) / 1000)
    return data.mean() + data.std() * bell / bell.std()


def fit_two_humps(data, steps=30, rate=0.1):
    """Gradient descent on W₂²/2 between data and model, starting with the humps together."""
    apart = 0.0
    for _ in range(steps):
        apart += rate * np.mean(HALVES * (data - two_humps(apart)))
    return two_humps(apart)


# %%
original, rng = two_humps(1.5), np.random.default_rng(5)
finite, simple, early = [np.tile(original, (200, 1))], [original], [original]
for _ in range(40):
    drawn = rng.integers(0, finite[-1].shape[1], (200, 100))
    finite.append(np.take_along_axis(finite[-1], drawn, axis=1))
    simple.append(fit_one_bell(simple[-1]))
    early.append(fit_two_humps(early[-1]))

# %%
titles = ["1. finite sample", "2. too simple", "3. imperfect fit"]
fig, panels = canvases(titles, "x", "", height=3.6, yticks=[])
for ax, loop in zip(panels, [[points[0] for points in finite], simple, early]):
    for row, copy in enumerate([0, 1, 10, 40]):
        heights, edges = np.histogram(loop[copy], bins=np.linspace(-4, 4, 41))
        heights = heights / heights.max() * 0.9
        ax.stairs(heights - row, edges, baseline=-row, fill=True, alpha=0.8)
names = ["original", "copy 1", "copy 10", "copy 40"]
panels[0].set_yticks([0.3, -0.7, -1.7, -2.7], labels=names)
show(
    fig,
    "The two humps at copies 0, 1, 10 and 40 under each error alone. Finite sample: ever fewer "
    "spikes. Too simple: one broad bell from copy 1 on. Imperfect fit: the humps slide together.",
)


# %%
def gap_from_original(points):
    """Squared W₂ of 100 points (or 1000 quantiles) from the original, for each row."""
    return w2_squared_quantiles(np.repeat(points, 1000 // points.shape[-1], axis=-1), original)


hump_gap = np.array([gap_from_original(points) for points in finite])
simple_gap = np.array([gap_from_original(points) for points in simple])
early_gap = np.array([gap_from_original(points) for points in early])

# %%
t = np.arange(41)
fig, ax = canvas("Two errors pile up; one strikes once", "copy", "W₂² from the original")
plot_mean(ax, t, hump_gap, "finite sample (200 chains, 95 % interval)")
ax.plot(t, simple_gap, label="too simple")
ax.plot(t, early_gap, label="imperfect fit")
ax.legend()
show(
    fig,
    "Squared distance against copies. Finite sample rises all the way; imperfect fit rises until "
    "its humps are one, then stays; too simple jumps at the first copy and stays flat.",
)

# %% [markdown]
r"""
The bell curve did all its damage in one go: a bell fitted to a bell is the same bell. So *errors add up* is not a law of
logic. It depends on whether the next copy makes the error afresh. (Early stopping ends, too: when the humps have become
one, there is nothing left to forget.)

And errors needn't make things narrower. A *kernel density estimate* keeps the data, and writes new data by moving old
points a little at random. Its error is to smooth.

### Exercise: a loop with jitter  ●●○  4 minutes

An old copy has some variance. The new one has $n$ points: each is an old point drawn at random (the same one may come
twice), then moved by independent noise of standard deviation `bandwidth`. Their variance is measured around their own mean,
dividing by $n$, as in section 2. What do you expect?
"""


# %%
@check("next_variance")
def next_variance(variance, bandwidth, n):
    """Expected variance of n new points, drawn from an old copy and jittered"""
    ### BEGIN SOLUTION
    return (1 - 1 / n) * (variance + bandwidth**2)
    ### END SOLUTION


# %%
from course_utils.photocopies.kde import KernelDensity
from course_utils.science.loops import Diet, photocopy

rng, real = np.random.default_rng(6), np.random.default_rng(7).normal(size=(400, 100))
spreads, kde_laws, ends = {}, {}, {}
for bandwidth in [0.3, 0.2, 0.1, 0.0]:
    spreads[bandwidth], ends[bandwidth], kde_laws[bandwidth] = [], [], [1 - 1 / 100]
    copies_of_points = photocopy(KernelDensity(bandwidth), real, Diet(synthetic=100), 300, rng)
    for copy, points in enumerate(copies_of_points):
        spreads[bandwidth].append(points.var(axis=1))
        kde_laws[bandwidth].append(next_variance(kde_laws[bandwidth][-1], bandwidth, 100))
        if copy in (1, 300):
            ends[bandwidth].append(points)

# %%
t = np.arange(301)
fig, ax = canvas("With enough smoothing, the same loop swells", "copy", "variance (original: 1)")
for bandwidth, spread in spreads.items():
    plot_mean(ax, t, np.array(spread), f"bandwidth {bandwidth}: mean of 400 chains, 95 % interval")
    plot_law(ax, t, kde_laws[bandwidth][:301])
plot_law(ax, [], [], "your law")
ax.set_ylim(0, 12.5)
ax.legend()
show(
    fig,
    "Variance against copies for four bandwidths, each along its dotted law: with 0.3 it grows "
    "from 1 to above 8, with 0.2 to nearly 4, with 0.1 it stays near 1, with none it dies.",
)

# %% [markdown]
r"""
With a large bandwidth the loop swells, until smoothing and sampling balance: $v=(1-\frac1n)(v+h^2)$ for a bandwidth $h$, so
$v=(n-1)h^2$. With the bandwidth 0.1 that happens to be the variance it started with. Is the distribution still the original's, then?
"""
# %%
standard = norm.ppf((np.arange(100) + 0.5) / 100)
print("W₂² from N(0, 1), mean of 400 chains, bandwidth 0.1")
print("original sample:", mean_interval(w2_squared_quantiles(real, standard)))
print("copy 300:       ", mean_interval(w2_squared_quantiles(ends[0.1][1], standard)))
print("of which mean²: ", mean_interval(ends[0.1][1].mean(axis=1) ** 2))

# %% [markdown]
r"""
It has gone far away, mostly because its mean wanders: each copy takes a random step, for ever. In this course, *collapse* doesn't mean "narrow". It means "away from the original".

## 6. A taste for the typical

Many systems don't sample fairly. They prefer what is likely. A *temperature* $\lambda$ below 1 says by how much: raise all
chances to the power $1/\lambda$ before sampling, which makes likely things likelier and rare ones rarer. A bell curve $e^{-(x-\mu)^2/2\sigma^2}$ to the power $1/\lambda$ is a bell curve with the
variance $\lambda\sigma^2$, so that
$\mathrm{E}\,\sigma_t^2=\big(\lambda(1-\tfrac1n)\big)^t$. Compare the two factors: a temperature of 0.9 takes as much mean
variance at each copy as copying with ten points would, however many points you have.
"""

# %%
t = np.arange(31)
fig, ax = canvas(
    "Even with n = 1 000, a taste for the typical wins", "copy", "mean variance", yscale="log"
)
for temperature in [1.0, 0.95, 0.9, 0.8]:
    _, v = gaussian_chains(20_000, 30, n=1000, seed=8, temperature=temperature)
    plot_mean(ax, t, v, f"temperature {temperature}")
    plot_law(ax, t, theory.variance_left(1000, t, temperature))
ax.legend(title="n = 1 000, 20 000 chains; dotted: law", loc="lower left")
show(
    fig,
    "Mean variance, logarithmic, against copies for four temperatures: nearly flat at 1, and "
    "straight lines that fall faster the lower the temperature, each along its dotted law.",
)

# %% [markdown]
r"""
## 7. Explore

A thousand chains, drawn afresh whenever you move a slider. Predict, then look. Which $n$ lets the typical (median) chain
keep half of its variance for 100 copies? And after 30 copies, which λ at $n=1\,000$ is as bad for it as $n=20$ is without λ?

<details>
<summary>What we found</summary>

About $n=280$; and λ of about 0.90. (By the law of the mean it would be 0.95: the typical chain loses more than the mean.)

</details>
"""


# %%
def draw(n, copies, temperature):
    """A thousand chains of this loop: the middle half, nine in ten, the median and the mean."""
    _, v = gaussian_chains(1000, copies, n, seed=9, temperature=temperature)
    t, left = np.arange(copies + 1), f"{np.median(v[-1]):.1%}"
    title = f"The typical chain keeps {left} of its variance"
    fig, ax = canvas(title, "copy", "variance", yscale="log")
    for edge, label, alpha in [(0.05, "nine chains in ten", 0.2), (0.25, "the middle half", 0.45)]:
        low, high = np.quantile(v, [edge, 1 - edge], axis=1)
        ax.fill_between(t, low, high, color="C0", alpha=alpha, label=label, linewidth=0)
    ax.plot(t, np.median(v, 1), color="C1", label="median")
    plot_law(ax, t, theory.variance_left(n, t, temperature), "law of the mean")
    ax.set_ylim(1e-4, 10)
    ax.legend(loc="lower left")
    return describe(fig, f"{n} points, temperature {temperature}: {left} left at copy {copies}.")


# %%
explore(
    draw,
    n=Slider("points a copy, n", 5, 1000, 100, 5),
    copies=Slider("copies", 10, 300, 100, 10),
    temperature=Slider("temperature λ", 0.8, 1.0, 1.0, 0.01),
)

# %% [markdown]
r"""
## 8. Quiz

Open the answer you believe in, then the others.
"""

# %%
quiz("01_photocopies")

# %% [markdown]
r"""
## 9. Verdict

A finding agrees with a claim only if its whole interval
does, and the first finding of a part decides it. (About one interval in twenty misses its theory by chance.)
"""

# %%
found, hamlet_words = gaps["divide by n"], np.array([alive(copy) for copy in copies])
fresh_samples = [
    measure("bell curve: W₂², copy 100 − copy 1", found[100] - found[1]),
    measure("Hamlet: words lost from copy 49 to 50", hamlet_words[49] - hamlet_words[50]),
]
repeated = measure("too simple: W₂², copy 2 − copy 1", simple_gap[2] - simple_gap[1])
Claim(
    "C1",
    {"fresh samples": fresh_samples, "every generation": [repeated]},
    holds="It is true on average, where every copy sees a fresh finite sample. Single copies are "
    "often better; a model that reproduces itself stays put.",
    change_our_mind="a finite-sample loop whose mean distance from the original does not rise.",
).show()

# %% [markdown]
r"""
If errors added up in full, copy 100 would lie a hundred times as far away as copy 1. We ask for
half of that; the bound is our choice. An error that strikes once gives a hundredth, or a fortieth at copy 40.
"""

# %%
addition = []
for name, gap in gaps.items():
    what = f"{name.replace('divide by', '÷')}: W₂² / (100 × law's copy 1)"
    addition.append(measure(what, gap[100] / (100 * w2_laws[name](100, 1)), bound=0.5))
drawn = np.random.default_rng(11).integers(0, 200, (2000, 200))  # a bootstrap of the chains
firsts, lasts = (hump_gap[copy][drawn].mean(axis=1) for copy in (1, 40))
ratio = hump_gap[40].mean() / (40 * hump_gap[1].mean())
ends_of_ratio = np.quantile(lasts / (40 * firsts), [0.025, 0.975])
humps = Finding("two humps: W₂² / (40 × copy 1)", Interval(ratio, *ends_of_ratio), bound=0.5)
simple_ratio = simple_gap[40] / (40 * simple_gap[1])
once = measure("too simple: W₂² / (40 × copy 1)", simple_ratio, bound=0.5)
Claim(
    "C2",
    {"a fresh sample for every copy": [*addition, humps], "too simple a model": [once]},
    holds="Chance adds up less than fully, because a narrowed chain makes smaller errors. With two "
    "humps, copy 40 falls short of our bound, one half.",
    change_our_mind="a finite-sample loop whose children are on average as good as their parents.",
).show()

# %% [markdown]
r"""
What does this *not* say? Nobody has to throw the original away. If you could keep some of it, add fresh data, or give every fit a *prior* that remembers it, would that
only slow the loop down, or stop it? That is lesson 3, [data diets](03_data_diets.ipynb). And do models that really draw and write behave like
these? That is the next one, [collapse in pictures and text](02_neural_collapse.ipynb).

## 10. Go bigger

The giants that hold up the mean are rare; to see them you need many chains. On a GPU the next cell runs a million.
"""


# %%
def luckiest(device, chains):
    """Variances after 100 copies with the unbiased estimator, every point drawn."""
    import torch

    noise = torch.Generator(device).manual_seed(10)
    mean, variance = torch.zeros(chains, 1, device=device), torch.ones(chains, 1, device=device)
    for _ in progress(range(100), 100):
        points = mean + variance.sqrt() * torch.randn(chains, 100, device=device, generator=noise)
        variance, mean = torch.var_mean(points, dim=1, correction=1, keepdim=True)
    return variance.flatten().cpu().numpy()


final = on_best_device(luckiest, big=1_000_000, small=2_000)
if final is not None:
    share = np.sort(final)[-len(final) // 100 :].sum() / final.sum()
    print(f"The luckiest hundredth of the chains holds {share:.0%} of all the variance there is.")

# %% [markdown]
r"""
## 11. Go wider

How does the half-life depend on $n$?
"""

# %%
sizes, half_lives = [5, 10, 20, 50, 100, 200, 500], []
fig, ax = canvas("The half-life grows in proportion to n", "points a copy, n", "half-life (copies)")
for n in sizes:
    runs = [gaussian_chains(2000, n, n, seed=seed)[1].mean(1) for seed in range(5)]
    lows = [np.minimum.accumulate(run) for run in runs]  # the first time that it falls to a half
    halves = mean_interval([np.interp(-0.5, -low, np.arange(n + 1)) for low in lows])
    bars = [[halves.estimate - halves.low], [halves.high - halves.estimate]]
    ax.errorbar(n, halves.estimate, yerr=bars, fmt="o", color="C0", capsize=4)
    half_lives.append(np.log(1 / 2) / np.log(1 - 1 / n))
plot_law(ax, sizes, half_lives, "law")
ax.set(xscale="log", yscale="log")
ax.errorbar([], [], yerr=[], fmt="o", color="C0", label="mean of 5 seeds, 95 % interval")
ax.legend()
show(
    fig,
    "Half-life against n, both logarithmic: seven points with small intervals on a straight "
    "dotted line of slope one, from 3 copies at n = 5 to about 350 at n = 500.",
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

- Shumailov et al., *AI models collapse when trained on recursively generated data*, [Nature 631 (2024)](https://doi.org/10.1038/s41586-024-07566-y):
  the three errors, and the loop on a language model.
- Alemohammad et al., *Self-consuming generative models go MAD*, [arXiv 2307.01850](https://arxiv.org/abs/2307.01850): the
  taste for the typical, and what fresh data does.
- Kazdan et al., *Collapse or thrive?*, [arXiv 2410.16713](https://arxiv.org/abs/2410.16713): the Gaussian loop when old data is kept.

**What we left out.** Every proof that takes more than three lines: the course's tests confirm the laws by simulation.
"""
