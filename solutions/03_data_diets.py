# ---
# jupyter:
#   course:
#     question: "How much real data keeps a loop alive?"
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
# What do you feed it? Four data diets

[[badges]]

[[budget]]

Lessons 1 and 2 threw everything away: each copy learned from its parent's output and from nothing else. Nobody has to do
that. Five claims about what happens otherwise go to the test:

[[claims]]

**You'll find out** which diets settle, where, and what one fresh example is worth. **You'll do** seven exercises.
**You'll need** lesson 1; from lesson 2, what the critic, recall, the trigram and perplexity are.
"""

# %% tags=["set-up"]
# [[set-up]]
from course_utils import begin

check = begin("03_data_diets")

# %%
import numpy as np

from course_utils import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, RED, canvas, canvases, Claim
from course_utils import describe, draw_strips, explore, mean_interval, measure, measure_share
from course_utils import on_best_device, plot_law, plot_mean, predict, progress, quiz, show, Slider
from course_utils.science import theory
from course_utils.science.loops import Diet, Reserve, photocopy
from course_utils.science.metrics import describe_deaths, heterozygosity

# %% [markdown]
r"""
## 1. Keep ten originals

The copying machine of lesson 1: a *page* is a sample of $n$ points, a bell curve is fitted to it, and the next page is drawn
from the curve. Now put some originals on every page.

### Exercise: the next page  ●○○  4 minutes
"""


# %%
@check("next_page")
def next_page(synthetic, real, share):
    """A page of n examples, of which this share is real and the rest is synthetic.

    synthetic, real: (chains, n); share: from 0 to 1, and share * n is whole -> (chains, n)
    """
    ### BEGIN SOLUTION
    kept = round(share * real.shape[1])
    return np.concatenate([real[:, :kept], synthetic[:, kept:]], axis=1)
    ### END SOLUTION


# %%
kept_guess = predict(
    "Every page of 100 points has the same 10 originals on it. How much variance does the average "
    "chain have left after 100 copies?",
    "%",
    low=0,
    high=100,
)


# %%
def copy_with_originals(share, copies=100, chains=1000):
    """Variances (copies + 1, chains) if this share of every page of 100 is original."""
    rng = np.random.default_rng(1)
    originals = page = rng.normal(size=(chains, 100))
    variances = [page.var(axis=1)]
    for _ in range(copies):
        drawn = rng.normal(page.mean(axis=1), page.std(axis=1), size=(100, chains)).T
        page = next_page(drawn, originals, share)
        variances.append(page.var(axis=1))
    return np.array(variances)


by_hand = {share: copy_with_originals(share) for share in [0, 0.1]}
kept_guess.compare(100 * by_hand[0.1][-1].mean())
print(f"Without originals it is {by_hand[0][-1].mean():.0%}.")

# %% [markdown]
r"""
Ten in a hundred change everything. There are four diets to compare, for pages of 100 examples:

- **replace**: all synthetic, by the last model;
- **keep**: 90 synthetic, and the same 10 originals every time;
- **fresh**: 90 synthetic, and 10 real ones that no model has seen;
- **accumulate**: 100 synthetic, *and* everything that was ever on a page.

`Diet.of_shares` checks that shares add up, and a `Reserve` never hands out the same "fresh" example twice: try to cheat.
"""

# %%
from course_utils.errors import BadSetting

for mistake in [
    lambda: Diet.of_shares(100, synthetic=0.9, fresh=0.2),
    lambda: Diet.of_shares(100, synthetic=1.1, fresh=-0.1),
    lambda: Reserve(np.zeros((1, 25)))(30, None),
]:
    try:
        mistake()
    except BadSetting as sentence:
        print(sentence)

# %% [markdown]
r"""
We run them on bell curves (with lesson 1's trick: draw sums, not points) and on words: pages of 100 words, counted,
from a language of 100 words by Zipf's law. What we follow is the *variance* of the bell, and the *variety* of the words,
the chance that two of them differ, each as a share of the world's.
"""

# %%
from course_utils.data_diets.gaussian_diets import gaussian_diet

COLOURS = {"replace": RED, "keep": ORANGE, "fresh": BLUE, "accumulate": GREEN}
SHADES = [FAINT, "#7b4a9b", "#c0669f", "#e5a9c8"]  # for whatever is not a diet


def four_diets(n):
    """The four diets for pages of n examples; a tenth is real where some are."""
    return {
        "replace": Diet(n),
        "keep": Diet.of_shares(n, synthetic=0.9, originals=0.1),
        "fresh": Diet.of_shares(n, synthetic=0.9, fresh=0.1),
        "accumulate": Diet(n, accumulate=True),
    }


bells = {name: gaussian_diet(diet, 5000, 200, seed=2) for name, diet in four_diets(100).items()}

# %%
language = 1 / np.arange(1, 101)
language /= language.sum()


def variety_of_words(diet, copies=200, chains=400):
    """Variety of pages of words on a diet, as a share of the language's: (copies + 1, chains)."""
    rng = np.random.default_rng(3)
    world = np.tile(language, (chains, 1))
    originals = rng.multinomial(diet.originals, world)
    page = originals + rng.multinomial(100 - diet.originals, world)
    variety = []
    for _ in range(copies + 1):
        shares = page / page.sum(axis=1, keepdims=True)
        variety.append(heterozygosity(shares) / heterozygosity(language))
        meal = rng.multinomial(diet.synthetic, shares) + originals
        page = meal + rng.multinomial(diet.fresh, world) + diet.accumulate * page
    return np.array(variety)


words = {name: variety_of_words(diet) for name, diet in four_diets(100).items()}

# %%
t = np.arange(201)
laws = {
    "replace": theory.moments_with_fresh(100, 0, 200)[:, 1],
    "keep": theory.moments_with_originals(90, 10, 200)[:, 1],
    "fresh": theory.moments_with_fresh(90, 10, 200)[:, 1],
    "accumulate": theory.variety_accumulated(100, 200),
}
fig, panels = canvases(
    ["Bell curves: variance", "Words: variety"], "copy", "share of the world's", ylim=(0, 1.05)
)
for ax, found in zip(panels, [{name: v for name, (_, v) in bells.items()}, words]):
    for name, colour in COLOURS.items():
        plot_mean(ax, t, found[name], name, colour)
        plot_law(ax, t, laws[name])
panels[0].legend(loc="lower left")
show(
    fig,
    "Two panels that look the same: variance of bell curves and variety of words, each as "
    "a share of the world's. Replace falls towards zero; keep settles near 0.86, fresh "
    "near 0.95, accumulate at 0.98. Each runs along its dotted law, with narrow 95 % "
    "intervals.",
)

# %% [markdown]
r"""
(Shaded: 95 % interval of the mean, for each copy on its own; dotted: exact laws.) Only *replace* loses most of it. (Variety hides the rare, as in
lesson 1: it doesn't tell how many words are left.) And bells and words obey the *same* laws. Here is why.

Pick two places on a page at random, perhaps the same one twice. Call $V$ how much they differ on average: for
words, the chance that they do; for numbers, half the squared difference, which on average is the variance. A page has $n$ synthetic
examples and $m$ originals, $N=n+m$, so there are $N^2$ pairs:

- $n$ pairs are one synthetic place twice: no difference;
- $n(n-1)$ pairs are two synthetic places, both drawn from the last model: they differ by *its* $V$;
- the other $N^2-n^2$ pairs have an original in them. In the long run they differ as much as two
  originals do, by $v$, because all that a synthetic example knows comes from the originals in the end (for numbers: on average,
  its first two moments do).

So in the long run $\;N^2\,V = n(n-1)\,V + (N^2-n^2)\,v$.

### Exercise: the plateau  ●●○  5 minutes

Solve for $V/v$.
"""


# %%
@check("plateau")
def plateau(n, m):
    """Share of the originals' variance left in the long run: n synthetic and m originals a page"""
    ### BEGIN SOLUTION
    total = n + m
    return (total**2 - n**2) / (total**2 - n**2 + n)
    ### END SOLUTION


# %% [markdown]
r"""
It is above zero for every $m\ge1$. (But $v$, measured on the originals, is a share $1-\frac1m$ of the world's: a *single* original
has no variance to give.) So there is a floor, and also a ceiling: the loop never knows more of the world
than those $m$ examples. With 90 and 10 it keeps $0.955\times0.9\approx0.86$ of the world's variance, a little less than the ten originals
have by themselves.

With $m$ *fresh* ones, pairs of two different places with a fresh one among them differ as the world does, and the same count gives $V=1-\frac1{N-n(n-1)/N}$.

## 2. New against old

Variance is half of the story: where is the curve's *mean*? Its squared error has exact laws too.
"""

# %%
REAL = np.array([2, 5, 10, 20, 50, 80])  # real examples on a page of 100
settled = {
    kind: [gaussian_diet(Diet(100 - m, **{kind: m}), 2000, 300, seed=int(m)) for m in REAL]
    for kind in ["originals", "fresh"]
}
errors_of_mean = {k: np.array([mu[-1] ** 2 for mu, _ in v]) for k, v in settled.items()}
variances_left = {k: np.array([var[-1] for _, var in v]) for k, v in settled.items()}

# %%
fig, (left, right) = canvases(
    ["New keeps more variance", "… and errs less"], "real examples on a page of 100", ""
)
for kind, name, colour in [("originals", "the same originals", ORANGE), ("fresh", "fresh", BLUE)]:
    plot_mean(left, REAL, variances_left[kind], name, colour)
    plot_mean(right, REAL, errors_of_mean[kind], None, colour)
plot_law(left, REAL, [plateau(100 - m, m) * (1 - 1 / m) for m in REAL])
plot_law(left, REAL, [theory.variety_with_fresh(100 - m, m) for m in REAL], "laws")
plot_law(right, REAL, [theory.error_with_originals(100 - m, m) for m in REAL])
plot_law(right, REAL, [theory.error_with_fresh(100 - m, m) for m in REAL])
left.set(ylabel="variance on the plateau", ylim=(0, 1.05))
right.set(ylabel="squared error of the mean", yscale="log")
left.legend(loc="lower right")
show(
    fig,
    "Left: variance on the plateau rises with the real share, faster for fresh than for the same "
    "originals. Right: the squared error of the mean falls, and is lower for fresh at every share. "
    "All on dotted laws.",
)

# %% [markdown]
r"""
New beats old at every share, because fresh examples add up: the synthetic part carries what earlier fresh ones taught.
By how much?

### Exercise: what is an old example worth?  ●○○  3 minutes

Each page has 100 synthetic points and 30 originals. If you throw the 30 away, how many fresh ones a page do at least as
well, by `theory.error_with_originals(n, m)` and `theory.error_with_fresh(n, m)`?
"""

# %%
### BEGIN SOLUTION
fresh_needed = 11
### END SOLUTION
fresh_needed = check("fresh_needed", fresh_needed)


# %%
def worth(m, n=100):
    """How many fresh examples a page one of m originals is worth."""
    target = 1 / theory.error_with_originals(n, m)  # solve N − n(n − 1)/N = target for N
    total = (target + np.sqrt(target**2 + 4 * n * (n - 1))) / 2
    return (total - n) / m


old = np.unique(np.round(np.geomspace(2, 2000, 40)))
fig, ax = canvas(
    "The fewer the old ones, the less each is worth",
    "originals a page (beside 100 synthetic examples)",
    "fresh examples each is worth",
    xscale="log",
    ylim=(0, 1),
)
ax.plot(old, [worth(m) for m in old], color=PURPLE)
ax.axhline(1 / 3, color=INK, linewidth=0.8)
show(
    fig,
    "By the exact laws: what an original is worth rises from 0.2 for two of them through a third "
    "at about twenty to 0.9 for two thousand.",
)

# %% [markdown]
r"""
Between ten and fifty of them, about a third. That sounds bad for the old. But you pay for an old example once, and for fresh ones at every copy.

## 3. Throw nothing away

*Accumulate* adds no information, and yet it settled highest, mostly because it keeps all hundred originals, where *keep* has ten. (Your `plateau(100, 100)` is as high.) In lesson 1 each copy took $\frac1n$ of the variance; the $s$-th page here
is one of $s$ equally large ones, and costs only $\frac1{ns^2}$. These losses have a finite sum.

Gerstgrasser et al. proved it for linear regression: $n$ examples with $d$ inputs each, $y=x\cdot w$ plus noise of
variance 1, and the error is the squared distance of the fitted weights from the true ones. A least-squares fit adds $\frac d{n-d-1}$ on average, so *replace* has $t\frac d{n-d-1}$
after $t$ fits. When you accumulate, fit $i$ sees $in$ examples, of which only the $n$ newest carry new noise. It adds $\frac1i\cdot\frac d{in-d-1}$.

### Exercise: the pile of errors  ●●○  4 minutes
"""


# %%
@check("accumulated_error")
def accumulated_error(n, d, fits):
    """Expected squared error after so many fits, if the i-th fit sees all i * n examples so far"""
    ### BEGIN SOLUTION
    i = np.arange(1, fits + 1)
    return np.sum(d / (i * (i * n - d - 1)))
    ### END SOLUTION


# %%
from course_utils.data_diets.regression import Regression

least_squares, rng = Regression(d=10), np.random.default_rng(4)
TRUTH = np.zeros((300, 10))
regressions = {}
for name, diet in four_diets(50).items():
    loop = photocopy(
        least_squares,
        least_squares.sample(TRUTH, 50, rng),
        diet,
        29,
        rng,
        lambda m, rng: least_squares.sample(TRUTH, m, rng),
    )
    regressions[name] = np.array([np.square(weights).sum(axis=1) for weights in loop])

# %%
fits, bound = np.arange(1, 31), np.pi**2 / 6 * 10 / (50 - 10 - 1)
fig, ax = canvas("π²/6: the pile of errors has a limit", "fits", "squared error", yscale="log")
for name, colour in COLOURS.items():
    plot_mean(ax, fits, regressions[name], name, colour)
plot_law(ax, fits, theory.regression_error_replaced(50, 10, fits))
plot_law(ax, fits, [accumulated_error(50, 10, k) for k in fits], "exact laws")
ax.axhline(bound, color=INK, linewidth=0.8)
ax.set_yticks([0.3, 1, 3], ["0.3", "1", "3"], minor=False)
ax.minorticks_off()
ax.text(30.5, bound, "π²/6 ×\nfirst fit", va="center", fontsize=9)
ax.legend(ncols=2)
show(
    fig,
    "Squared error of a regression against fits, logarithmic. Replace rises in proportion "
    "to the fits, along its law; keep rises, too, a little more slowly; fresh settles; accumulate "
    "levels off along its law, below the line at π²/6 times the error of the first fit.",
)

# %% [markdown]
r"""
*Keep* has no plateau here: the five originals on a page of fifty can't pin down ten weights, so in the directions they don't
cover the loop walks on as if there were none. (It was the same with a single original and a variance.) That suggests a rule: **originals
stop the collapse of what they can tell, and of nothing else.**

## 4. Is less AI data always better?

Fix the fresh examples, say 10 a page, and add synthetic ones, sampled fairly from a model of variance $\sigma^2\approx1$. With $\beta=n/N$ the new mean is $\beta$ times the old
mean, plus noise of variance $\beta^2\sigma^2/n$, plus $(1-\beta)$ times the fresh mean:
$\mathrm{E}\mu'^2=\beta^2(\mathrm{E}\mu^2+\sigma^2/n)+(1-\beta)^2/m$. Repeat until it stops changing.

### Exercise: predict  ●●○  3 minutes

Compared with the 10 fresh ones alone, 100 fair synthetic examples a page make the mean's error… **A**: larger; **B**: smaller; **C**: neither.
"""

# %%
### BEGIN SOLUTION
more_ai = "B"
### END SOLUTION
more_ai = check("more_ai", more_ai)

# %% [markdown]
r"""
But few systems sample fairly. Let the taste for the typical of lesson 1 multiply the variance of what is written by
$\lambda$. We measure $W_2^2$ from the world, times $m$ (50 fresh a page): a value of 1.5 is what fresh data alone gives, 1 for the mean
and ½ for the spread.
"""

# %%
RATIOS, TASTES = np.array([0, 0.25, 0.5, 1, 2, 4, 8]), [1.0, 0.95, 0.9, 0.8]


def distance_with_fresh(times, taste):
    """m·W₂² after 60 copies with m = 50 fresh and times · m synthetic points a page"""
    mu, v = gaussian_diet(Diet(round(50 * times), fresh=50), 2000, 60, seed=5, temperature=taste)
    return 50 * (mu[-1] ** 2 + (np.sqrt(v[-1]) - 1) ** 2)


distances = {a: np.array([distance_with_fresh(x, a) for x in RATIOS]) for a in TASTES}

# %%
fine = np.linspace(0, 8, 801)
fig, ax = canvas(
    "Fair AI data is memory; biased AI data is memory, then poison",
    "synthetic examples for each fresh one",
    "m · W₂² from the world",
    ylim=(0, 4),
)
for taste, colour in zip(TASTES, SHADES):
    plot_mean(ax, RATIOS, distances[taste], f"λ = {taste}", colour)
    law = 50 * theory.w2_squared_with_fresh(50 * fine, 50, taste)
    plot_law(ax, fine, law, "first-order law" if taste == 0.8 else None)
    if law[-1] > law[0]:
        lowest, even = fine[law.argmin()], fine[law < law[0]][-1]
        print(f"λ = {taste}: best at {lowest:.1f} AI to one fresh; above {even:.1f} none is better")
ax.axhline(law[0], color=INK, linewidth=0.8)
ax.legend()
show(
    fig,
    "Distance from the world against synthetic examples for each fresh one. With λ = 1 it falls "
    "steadily. With λ below 1 it falls at first, then rises above the level without AI data: the "
    "smaller λ, the sooner.",
)

# %% [markdown]
r"""
So "less AI is better" holds beyond the lowest point, and "none is better" beyond the second number. Below them both fail, and for fair
samples they always do, *if old pages are thrown away*. In section 11 every page is kept, and there fair AI data harms, too. (The numbers depend on the 50. Alemohammad et al. found such a threshold in image generators.)

## 5. Real pictures

Small handwritten digits, the generator and the *critic* of lesson 2, 400 pictures a page, and a fifth diet: *all* originals with as many synthetic ones.
*Recall* is how much of the real variety (500 digits that no generator saw) the copies still reach. (From here on intervals are over chains that
reshuffle *one* collection of digits, or of plays. Other collections may differ by more.)
"""

# %%
from course_utils.science.data.pictures import load_digits
from course_utils.science.models.pictures import Pictures
from course_utils.science.picture_quality import PictureClassifier, precision_recall

images, labels = load_digits()
critic = PictureClassifier(images[:1297], labels[:1297])
reference = critic.features(images[1297:])
shuffles = [np.random.default_rng(seed).permutation(1297) for seed in range(5)]
digits = images[np.array(shuffles)]  # five chains, each with the digits in another order
samples = {}  # what each diet has come to at copy 20


# %%
def grow_digits(diet, copies, model):
    """Precision, recall and effective number of digits of every second copy, (times, 3, chains)"""
    rng, scores = np.random.default_rng(6), []
    loop = photocopy(model, digits[:, :400], diet, copies, rng, Reserve(digits[:, 400:]))
    for k, params in enumerate(progress(loop, copies + 1)):
        if k % 2 == 0:
            made = model.sample(params, 400, rng)
            kinds = (critic.labels(made)[..., None] == np.arange(10)).mean(axis=1)
            effective = 1 / np.square(kinds).sum(axis=1)
            scores.append([*precision_recall(critic.features(made), reference), effective])
        if k == 20:
            samples[diet] = made
    return np.array(scores)


# %%
digit_diets = {**four_diets(400), "all originals": Diet(400, originals=400)}
del digit_diets["keep"]  # it is watched for longer
on_digits = {name: grow_digits(diet, 20, Pictures()) for name, diet in digit_diets.items()}
kept_digits = {
    share: grow_digits(Diet.of_shares(400, synthetic=1 - share, originals=share), 40, Pictures())
    for share in [0.1, 0.5]
}
on_digits["keep"] = kept_digits[0.1][:11]

# %%
t = np.arange(0, 21, 2)
fig, ax = canvas("Digits: the same order of the diets", "copy", "recall", ylim=(0, 1), xlim=(0, 25))
for name, colour in {**COLOURS, "all originals": PURPLE}.items():
    recall = on_digits[name][:, 1]
    plot_mean(ax, t, recall, color=colour)
    ax.text(20.4, recall[-1].mean(), name, color=colour, va="center", fontsize=9.5)
show(
    fig,
    "Recall of digits against copies, five chains with 95 % intervals: replace falls to about "
    "0.05, "
    "keep to 0.2, fresh to 0.5, accumulate to two thirds; with all originals it stays above 0.7.",
)

# %%
fed = {**four_diets(400), "all originals": Diet(400, originals=400)}
names = ["all originals", "accumulate", "fresh", "keep", "replace"]
strips = [samples[fed[name]][0, :16] for name in names]
fig = draw_strips(strips, names, "Sixteen digits of copy 20")
show(
    fig,
    "Sixteen digits for each of the five diets: sharp and varied with all originals, soft and "
    "more alike with replace.",
)

# %% [markdown]
r"""
The order is the same as for bells. But *keep* has lost most of its recall (which isn't variance: don't compare the numbers): forty
examples say little about so rich a world. Is it still falling?
"""


# %%
def late_loss(scores):
    """Recall lost from copies 22–30 to copies 32–40, (chains,)"""
    return scores[11:16, 1].mean(axis=0) - scores[16:21, 1].mean(axis=0)


for share, scores in kept_digits.items():
    print(f"{share:.0%} kept: recall lost late, {mean_interval(late_loss(scores))}")

t = np.arange(0, 41, 2)
fig, ax = canvas("Kept originals: down, then about level", "copy", "recall", ylim=(0, 1))
for share, colour in [(0.5, "#8c5a00"), (0.1, ORANGE)]:
    plot_mean(ax, t, kept_digits[share][:, 1], f"{share:.0%} originals", colour)
ax.legend()
show(fig, "Recall over forty copies with half and a tenth of originals: a fall, then nearly level.")

# %% [markdown]
r"""
Little is lost late. Whether recall still falls slowly, five chains can't tell. The level is low if little was kept.

## 6. Real text

The trigram of lesson 2, 50 000 words of Shakespeare a page, ten copies, judged by its perplexity on three plays that it never sees (lower is better).
"Fresh" are the plays not yet used.
"""

# %%
from course_utils.science.models.trigram import Trigram
from course_utils.science.text import load_tokens

plays = load_tokens()
HELD_OUT = ["hamlet", "twelfth-night", "king-john"]
trigram = Trigram(len(plays.vocabulary))
unseen = np.concatenate([plays.tokens[title][:7000] for title in HELD_OUT])
shelf = plays.shuffled(5, HELD_OUT, seed=7)

on_text = {}
for name, diet in four_diets(50_000).items():
    rng, fresh_text = np.random.default_rng(8), Reserve(shelf[:, 50_000:])
    loop = photocopy(trigram, shelf[:, :50_000], diet, 10, rng, fresh_text)
    on_text[name] = np.array([trigram.perplexity(p, unseen) for p in progress(loop, 11)])

# %%
t = np.arange(11)
fig, ax = canvas(
    "Text: the same order again", "copy", "perplexity ÷ that of copy 0", xlim=(0, 12.3)
)
for name, colour in COLOURS.items():
    worse = on_text[name] / on_text[name][0]
    plot_mean(ax, t, worse, color=colour)
    ax.text(10.2, worse[-1].mean(), name, color=colour, va="center", fontsize=9.5)
show(
    fig,
    "Perplexity as a multiple of the first model's, five chains: replace rises most, keep a little "
    "less, fresh to below two, accumulate least, close to one.",
)

# %% [markdown]
r"""
The same order as for bells and digits. But on text *keep* has not settled after ten copies. As far as we have watched, it only slows.
"""

# %% [markdown]
r"""
## 7. The map

How much real data does it take, if the sampling is biased? One function, seventy-two settings, in parallel: a *sweep*. Stopped, it
goes on where it was when you run the cell again (with `file="map.jsonl"`, even after a restart). With `cluster=` and the
address of a dask scheduler it runs on all machines of that cluster.
"""

# %%
from course_utils.science.sweeps import sweep

SHARES, BIASES = [0, 1, 5, 10, 25, 50], [1.0, 0.98, 0.95, 0.9, 0.8, 0.7]


def variance_after_200(kind, percent, taste):
    """% of variance left after 200 copies of 100 points, so many of them real: [mean, low, high]"""
    diet = Diet(100 - percent, **{kind: percent})
    _, v = gaussian_diet(diet, 1000, 200, seed=9, temperature=taste)
    found = mean_interval(100 * v[-1])
    return [found.estimate, found.low, found.high]


atlas = [
    {"kind": kind, "percent": percent, "taste": taste}
    for kind in ["originals", "fresh"]
    for taste in BIASES
    for percent in SHARES
]
territory = np.array(sweep(variance_after_200, atlas)).reshape(2, 6, 6, 3)


# %%
def write_cell(ax, column, row, mean, low, high):
    """Write one cell of the map: % of variance with its interval."""
    ink = "white" if mean < 52 else INK
    ax.text(column, row - 0.02, f"{mean:.0f}", ha="center", color=ink, fontsize=14, weight="bold")
    ax.text(column, row, f"± {(high - low) / 2:.1f}", ha="center", va="top", color=ink, fontsize=8)


def half_way(law):
    """Where between the columns of the map the exact law says 50 %, row by row"""
    grid, rows = np.arange(1, 51), []
    for taste in BIASES:
        left = [law(100 - m, m, 200, taste)[-1, 1] for m in grid]
        rows.append(np.interp(np.interp(0.5, left, grid), SHARES, range(6)))
    return rows


# %% tags=["cover"]
fig, panels = canvases(
    ["The same originals", "Fresh each time"],
    "real share of the page (%)",
    "← more biased      sampling, λ      fair →",
    6.0,
)
exact = [theory.moments_with_originals, theory.moments_with_fresh]
for ax, panel, law in zip(panels, territory, exact):
    ax.imshow(panel[..., 0], cmap="magma", vmin=-15, vmax=115, aspect="auto")
    for row, column in np.ndindex(6, 6):
        write_cell(ax, column, row, *panel[row, column])
    ax.plot(half_way(law), range(6), "w:", linewidth=3, alpha=0.6)
    ax.grid(False)
    ax.set(xticks=range(6), xticklabels=SHARES, yticks=range(6), yticklabels=BIASES)
fig.suptitle(
    "How much real data keeps a loop alive?", fontsize=15, weight="bold", x=0.01, ha="left"
)
panels[1].set_title("% of variance left", loc="right", fontsize=8, weight="normal")
show(
    fig,
    "Two maps of the variance left after 200 copies, real share against sampling bias λ, each cell "
    "with its 95 % interval. Without real data about an eighth is left, or nothing. With fair "
    "sampling 5 % keeps about three quarters or more; at λ = 0.7 it takes a quarter to keep half. "
    "Fresh ones do more than the same originals. A dotted line shows where the laws say one half.",
)

# %% [markdown]
r"""
It is a map of bell curves on pages of 100, so look at its shape more than at its numbers. To the left of the dotted line more than half
of the variance goes. (After 200 copies every cell has settled, by the laws, but those with one original or no real data.)
"""

# %% [markdown]
r"""
## 8. Let a judge choose

Many pipelines filter what they generate. Let the critic be the judge, and keep its surest quarter.

### Exercise: keep what the judge accepts  ●●○  5 minutes
"""


# %%
@check("keep_accepted")
def keep_accepted(pictures, scores, n):
    """The n pictures of every chain that the judge scores highest.

    pictures: (chains, many, pixels), scores: (chains, many) -> (chains, n, pixels)
    """
    ### BEGIN SOLUTION
    best = np.argsort(-scores, axis=1)[:, :n]
    return np.take_along_axis(pictures, best[:, :, None], axis=1)
    ### END SOLUTION


# %%
class Judged(Pictures):
    """The same generator, but only the quarter of its pictures of which the critic is surest."""

    def sample(self, params, n, rng):
        many = super().sample(params, 4 * n, rng)
        chances = critic.network.predict_proba(many.reshape(-1, many.shape[2]))
        return keep_accepted(many, chances.max(axis=1).reshape(many.shape[:2]), n)


judged = grow_digits(Diet(400), 10, Judged())

# %%
t = np.arange(0, 11, 2)
titles = ["Precision: high", "Recall: down first", "Kinds: down"]
fig, panels = canvases(titles, "copy", "", 3.0)
for row, (ax, label) in enumerate(
    zip(panels, ["precision", "recall", "effective number of digits"])
):
    plot_mean(ax, t, on_digits["replace"][:6, row], "all that is written", RED)
    plot_mean(ax, t, judged[:, row], "what the judge accepts", PURPLE)
    ax.set(ylabel=label, ylim=(0, [1.05, 1.05, 10.5][row]))
panels[0].legend(loc="lower left", fontsize=8)
show(
    fig,
    "Precision, recall and effective number of digits against copies, with and without the judge: "
    "with it precision stays near one, recall falls at once, and two or three digits are left.",
)

# %% [markdown]
r"""
The judge knows a good 3 when it sees one. It does not know that it has seen a thousand of them. (And don't trust a
single score: recall is noisy here, since a few odd pictures with large balls around them (lesson 2) can reach much of it. Note, too, that the judge and the critic that measures precision are
the same.)

## 9. Can you tell?

A detector gives each text (or point) a score. Its quality is the *AUROC*, the area under
the receiver operating characteristic. That is a chance, too:

### Exercise: the AUROC  ●●○  4 minutes
"""


# %%
@check("auroc")
def auroc(real, ai):
    """The chance that a real text scores above an AI text, a tie counting half: arrays -> number"""
    ### BEGIN SOLUTION
    above, equal = real[:, None] > ai, real[:, None] == ai
    return above.mean() + equal.mean() / 2
    ### END SOLUTION


# %% [markdown]
r"""
First where everything is known: real points from $N(0,1)$, AI points from a narrower $N(0,s^2)$. The best score for $k$ points is $\sum x^2$. For
one point its AUROC is $P(|X|>s|Y|)=\frac2\pi\arctan\frac1s$. And whatever the score, it is at most $\frac12+T-\frac12T^2$, where $T$ is the
*total variation*: the largest gap between the two laws' chances of any event (Sadasivan et al.).
"""

# %%
WIDTHS = np.linspace(0.3, 0.98, 12)


def detect(s, k, docs=400, repeats=20):
    """AUROC of Σx² on documents of k points, (repeats,)"""
    rng = np.random.default_rng(10)
    real, ai = rng.chisquare(k, (2, repeats, docs)) * np.array([1, s**2])[:, None, None]
    return np.array([auroc(one, two) for one, two in zip(real, ai)])


# %%
fig, ax = canvas("The nearer the copy, the longer you must read", "width s of the AI", "AUROC")
for k, colour in zip([1, 10, 100], SHADES):
    plot_mean(
        ax, WIDTHS, np.array([detect(s, k) for s in WIDTHS]), f"{k} point{'s' * (k > 1)}", colour
    )
    plot_law(ax, WIDTHS, [theory.best_auroc(s, k) for s in WIDTHS])
    limit = [theory.auroc_bound(theory.total_variation(s, k)) for s in WIDTHS]
    ax.plot(WIDTHS, limit, "--", color=colour, linewidth=1)
plot_law(ax, [], [], "exact")
ax.plot([], [], "--", color=INK, linewidth=1, label="bound for any detector")
ax.legend(loc="lower left")
show(
    fig,
    "AUROC against the width of the AI's law for documents of 1, 10 and 100 points, on "
    "dotted exact laws and under dashed bounds; all fall to one half as the width nears "
    "1, the longest last. The same random numbers serve every width.",
)

# %% [markdown]
r"""
Now text: the trigram's own against plays that it has not seen. An *insider* knows the generator, and compares its
chances with those of a trigram of other plays. An *outsider* has only that other trigram.
"""

# %%
LENGTHS = [1, 2, 5, 10, 20, 50, 100, 200]


def surprises(seed, words=40_000):
    """Log chances of real and of AI words by (the generator, another reader): (2, 2, words)"""
    text = plays.shuffled(1, HELD_OUT, seed)
    generator, reader = trigram.fit(text[:, :100_000]), trigram.fit(text[:, 300_000:400_000])
    written = trigram.sample(generator, words + 2, np.random.default_rng(seed))
    both = text[0, 500_000 : 500_002 + words], written[0]
    chances = [[trigram.probabilities(m, x)[0] for x in both] for m in (generator, reader)]
    return np.log(chances)


def detect_by_length(real, ai):
    """AUROC of up to 400 documents of each length, by their mean score: (lengths,)"""
    rows = []
    for size in LENGTHS:
        docs = [x[: min(400, len(x) // size) * size].reshape(-1, size) for x in (real, ai)]
        rows.append(auroc(docs[0].mean(axis=1), docs[1].mean(axis=1)))
    return rows


# %%
insiders, outsiders = [], []
for seed in progress(range(20, 28), 8):
    by_generator, by_reader = surprises(seed)
    insiders.append(detect_by_length(*(by_reader - by_generator)))
    outsiders.append(detect_by_length(*by_reader))
insider, outsider = np.transpose(insiders), np.transpose(outsiders)

# %%
fig, ax = canvas(
    "Long texts give a weak writer away to those who know it",
    "words",
    "AUROC",
    xscale="log",
    ylim=(0.45, 1.02),
)
plot_mean(ax, LENGTHS, insider, "insider: knows the generator", SHADES[1])
plot_mean(ax, LENGTHS, outsider, "outsider: knows other plays only", SHADES[2])
ax.set_xticks(LENGTHS, LENGTHS)
ax.legend()
show(
    fig,
    "AUROC on text against document length, eight generators: the insider rises from about 0.8 at "
    "one word to nearly 1 at twenty; the outsider stays between a half and two thirds, with wide "
    "intervals.",
)

# %% [markdown]
r"""
Whoever knows the writer needs a few words; this simple outsider is unreliable even with two hundred. And for bells we have seen it: the
better the writer, the longer the text must be.
"""

# %% [markdown]
r"""
## 10. More, or more different?

Train trigrams on 14 000 words: of one play, or 400 words each of 35. Or on half, or a quarter as many. Twelve draws of each.
"""

# %%
COUNTS, TOTALS = [1, 2, 5, 10, 35], [3500, 7000, 14_000]
rest = [tokens for title, tokens in plays.tokens.items() if title not in HELD_OUT]


def read(how_many, total, seed):
    """The tokens of one passage from each of so many plays, equally long, `total` in all"""
    rng, each = np.random.default_rng(seed), total // how_many
    chosen = [rest[i] for i in rng.permutation(len(rest))[:how_many]]
    starts = [rng.integers(len(play) - each) for play in chosen]
    return np.concatenate([play[start : start + each] for play, start in zip(chosen, starts)])


libraries = {
    (count, total): np.stack([read(count, total, seed) for seed in range(12)])
    for count in COUNTS
    for total in TOTALS
}
readers = {key: trigram.perplexity(trigram.fit(text), unseen) for key, text in libraries.items()}

# %%
fig, ax = canvas("Diversity helps, and so does quantity", "plays read from", "perplexity")
for total, colour in zip(TOTALS, SHADES):
    found = np.array([readers[count, total] for count in COUNTS])
    plot_mean(ax, COUNTS, found, f"{total:,} words in all", colour)
ax.set(xscale="log", yscale="log", yticks=[3000, 4500, 7000, 10_000], ylim=(2700, 14_000))
ax.set_yticklabels(["3,000", "4,500", "7,000", "10,000"])
ax.minorticks_off()
ax.set_xticks(COUNTS, COUNTS)
ax.legend(ncols=3, loc="upper center")
show(
    fig,
    "Perplexity on unseen plays against the number of plays read, for three totals: each "
    "line falls by about a fifth from one play to 35; each doubling of the words lowers "
    "it by about a third.",
)

# %%
diverse, halved = [readers[35, total] / readers[1, 14_000] for total in (14_000, 7000)]
more_of_one = np.log(readers[1, 7000] / readers[1, 14_000])
exponent = more_of_one.mean() / np.log(2)
print("35 plays against one, same total:    perplexity ×", mean_interval(diverse))
print("half the words, from 35 plays:       perplexity ×", mean_interval(halved))
print("twice the words of one play:         perplexity ×", mean_interval(np.exp(-more_of_one)))
print(f"35 plays are worth {np.exp(-np.log(diverse).mean() / exponent) - 1:.0%} more words of one.")

# %% [markdown]
r"""
At an equal total, more plays are better. But more of the same play helps as well, and twice as much of it helps more than 35 plays do.
"""

# %% [markdown]
r"""
## 11. Is there a ceiling?

The web keeps everything: a pool, to which every year adds a fixed number of real examples and *ever more* AI ones. Each year's $m$ fresh examples together move the pool's mean by a share
$m/N_t$ of its distance, where $N_t$ is the pool's size. If $N_t$ grows like $1.5^t$, these shares have a finite sum: learning comes to an end before the mean is right. If AI
data grows in step with real data, their sum has no limit, and learning goes on.
"""

# %%
YEARS = np.arange(11)
growth = {
    "no AI data": (np.zeros(10, int), SHADES[0]),
    "as much AI as real": (np.ones(10, int), SHADES[1]),
    "AI growing 1.5 ×": (1.5 ** YEARS[1:], SHADES[2]),
}


def pool_up(model, fresh, m, synthetic, judge):
    """judge(parameters) after every year, each with m fresh and synthetic[t] AI examples more"""
    rng = np.random.default_rng(12)
    pool = fresh(m, rng)
    results = [judge(params := model.fit(pool))]
    for n in progress(synthetic, len(synthetic)):
        written = model.sample(params, int(n), rng)
        pool = np.concatenate([pool, written, fresh(m, rng)], axis=1)
        results.append(judge(params := model.fit(pool)))
    return np.array(results)


# %%
from course_utils.science.models.gaussian import Gaussian

pools = {}
for name, (times, _) in growth.items():
    stream, real_text = np.random.default_rng(13), Reserve(shelf)
    bell = pool_up(
        Gaussian(),
        lambda m, rng, stream=stream: stream.normal(size=(3000, m)),
        10,
        10 * times,
        lambda params: params[0] ** 2,
    )
    text = pool_up(
        trigram, real_text, 5000, 5000 * times, lambda params: trigram.perplexity(params, unseen)
    )
    pools[name] = bell, text

# %%
fig, (left, right) = canvases(["Bell: a ceiling", "Text: ten years can't tell"], "year", "")
for name, (times, colour) in growth.items():
    plot_mean(left, YEARS, pools[name][0], name, colour)
    plot_law(left, YEARS, theory.pooled_error(10, np.floor(10 * times)))
    plot_mean(right, YEARS, pools[name][1], None, colour)
left.set(ylabel="squared error of the mean", yscale="log")
right.set(ylabel="perplexity", yscale="log", yticks=[1500, 2500, 4000, 6000])
right.set_yticklabels(["1,500", "2,500", "4,000", "6,000"])
right.minorticks_off()
left.legend(fontsize=8.5)
show(
    fig,
    "Left: the bell's error falls along its laws without AI data and with as much AI as real, and "
    "levels off where AI grows. Right: perplexity falls in all three, most slowly where AI grows.",
)

# %%
gains = {name: np.log(text[8] / text[10]) for name, (_, text) in pools.items()}
for name, gain in gains.items():
    print(f"{name}: log perplexity gained in the last two years {mean_interval(gain)}")

# %% [markdown]
r"""
## 12. Explore

Build a diet of your own for pages of 100. How few originals keep half of the variance for 200 copies at λ = 0.95? What does one single original do?

<details>
<summary>What we found</summary>

By the law it takes 8 originals: 7 leave 49.6 %. A single one can't save a chain, as it has no variance; a single fresh one keeps two thirds (at λ = 1).

</details>
"""


# %%
def draw(originals, fresh, temperature):
    """A thousand chains on this diet: the middle half, and the mean with its law."""
    diet = Diet(100 - originals - fresh, originals=originals, fresh=fresh)
    _, v = gaussian_diet(diet, 1000, 200, seed=14, temperature=temperature)
    t, left = np.arange(201), f"{v[-1].mean():.1%}"
    fig, ax = canvas(
        f"{left} of the variance is left, on average", "copy", "variance", yscale="log"
    )
    low, high = np.quantile(v, [0.25, 0.75], axis=1)
    ax.fill_between(t, low.clip(1e-9), high.clip(1e-9), color=BLUE, alpha=0.3, label="middle half")
    ax.plot(t, v.mean(axis=1), color=BLUE, label="mean of 1 000 chains")
    if not (originals and fresh):
        law = theory.moments_with_originals if originals else theory.moments_with_fresh
        plot_law(ax, t, law(diet.synthetic, originals + fresh, 200, temperature)[:, 1], "law")
    ax.set_ylim(1e-3, 3)
    ax.legend(loc="lower left")
    said = f"{originals} originals, {fresh} fresh, λ = {temperature}: {left} left. "
    return describe(fig, said + describe_deaths(v))


# %%
explore(
    draw,
    originals=Slider("originals a page", 0, 50, 10),
    fresh=Slider("fresh a page", 0, 50, 0),
    temperature=Slider("temperature λ", 0.7, 1.0, 1.0, 0.01),
)

# %% [markdown]
r"""
## 13. Quiz
"""

# %%
quiz("03_data_diets")

# %% [markdown]
r"""
## 14. Verdicts

Measured in this run, or computed from a law that the course's tests confirm. Where a claim gives no number the bound is our choice: one half of
what there was for "stopped", an AUROC of 0.95 for "reliable", one percent for "a ceiling".
"""

# %%
half, left = {"bound": 0.5, "above": False}, bells["keep"][1][-1]
saved, kept = (left > 0.5).sum(), {"all": on_digits["all originals"], "10 %": kept_digits[0.1]}
recall_left = {share: scores[-1, 1] / scores[0, 1] for share, scores in kept.items()}
still_rising = regressions["keep"][29] - regressions["keep"][19]
C3_findings = [
    measure("normal, 10 % kept: variance left", left, laws["keep"][-1], **half),
    measure_share("normal, 10 % kept: chains with half left", saved, len(left), **half),
    measure("digits, all kept: recall left, copy 20", recall_left["all"], **half),
    measure("digits, 10 % kept: recall left, copy 40", recall_left["10 %"], **half),
    measure("regression, 5 kept: error, fit 30 − 20", still_rising),
]
Claim(
    "C3",
    {"originals only slow it": C3_findings},
    holds="Ten in a hundred hold a bell curve, all originals hold the digits. A tenth of the "
    "digits, or five examples for ten weights, don't.",
    change_our_mind="a fair loop that keeps all of its originals and still loses everything.",
).show()

# %%
text_gap = np.log(on_text["keep"][-1] / on_text["fresh"][-1])
endless = accumulated_error(50, 10, 100_000)
fair, biased = [distances[taste] - distances[taste][0] for taste in (1.0, 0.9)]
with_ai, without = [theory.pooled_error(10, [10 * times] * 60)[-1] for times in (4, 0)]
Claim(
    "C4",
    {
        "new beats old": [measure("text, 10 %: log perplexity, old − new", text_gap)],
        "only new data stops it": [
            measure("regression, all kept: 10⁵th error − limit", endless - bound)
        ],
        "less AI is always better": [
            measure("fair, 4 to 1: distance, with − without", fair[5]),
            measure("biased, 8 to 1: distance, with − without", biased[6]),
            measure("fair pool, 4 to 1: error, with ÷ without", with_ai / without, bound=1),
        ],
    },
    holds="Fair AI data harms a pool that keeps everything, biased data harms beyond a "
    "threshold. A regression that keeps everything stays bounded without new data.",
    change_our_mind="an accumulating, fairly sampling loop whose error grows without limit.",
).show()

# %%
weak = {"bound": 0.95, "above": False}
Claim(
    "C5",
    {
        "AI text escapes every detector": [
            measure("text, insider, 20 words: AUROC", insider[4], **weak),
            measure("text, insider, 2 words: AUROC", insider[1], **weak),
            measure("text, outsider, 200 words: AUROC", outsider[7], **weak),
            measure("normal, one point: AUROC", detect(0.9, 1), theory.best_auroc(0.9), **weak),
        ]
    },
    holds="The nearer the writer to the truth, the longer the text must be. A simple outsider "
    "fails at every length that we tried.",
    change_our_mind="a detector of short texts that stays reliable when the writer gets better.",
).show()

# %%
fewer = {"bound": 1, "above": False}
Claim(
    "C7",
    {
        "equal length: variety wins": [
            measure("35 plays ÷ 1, equal words: perplexity", diverse, **fewer)
        ],
        "variety beats twice the length": [
            measure("35 plays ÷ 1, half the words: perplexity", halved, **fewer),
            measure("1 play, 14 000 words ÷ 7 000: perplexity", np.exp(-more_of_one), bound=1),
        ],
    },
    holds="Found on trigrams of one author's plays, up to 14 000 words. Texts that differ more "
    "may gain more from variety.",
    change_our_mind="a corpus where more of the same source doesn't help.",
).show()

# %%
pool_law = theory.pooled_error(10, np.floor(10 * 1.5 ** np.arange(1, 61)))
still, gained = 1 - pool_law[60] / pool_law[30], gains["AI growing 1.5 ×"]
Claim(
    "C8",
    {
        "bell curves": [measure("share of error lost, years 30–60", still, None, 0.01, False)],
        "text": [
            measure("log perplexity gained, years 8–10", gained, bound=None),
            measure("the same: without AI − with", gains["no AI data"] - gained),
        ],
    },
    holds="If AI data grows only in step with real data, bell curves learn on. For text, ten "
    "years are too few to see a ceiling.",
    change_our_mind="a pool with geometrically growing AI data in which learning goes on.",
).show()

# %% [markdown]
r"""
## 15. Go bigger

Is the plateau only a very slow fall? A thousand copies with ten originals, every point drawn; on a GPU, of a hundred thousand chains.
"""


# %%
def far_ahead(device, chains):
    """Variance over the originals' own after 1000 copies of 90 + 10 points."""
    import torch

    noise = torch.Generator(device).manual_seed(15)
    size = {"device": device, "generator": noise}
    originals = torch.randn(chains, 10, **size)
    page = torch.cat([torch.randn(chains, 90, **size), originals], dim=1)
    for _ in range(1000):
        v, mu = torch.var_mean(page, dim=1, correction=0, keepdim=True)
        page = torch.cat([mu + v.sqrt() * torch.randn(chains, 90, **size), originals], dim=1)
    return (page.var(dim=1, correction=0) / originals.var(dim=1, correction=0)).cpu().numpy()


ahead = on_best_device(far_ahead, big=100_000, small=500)
if ahead is not None:
    print(f"After 1 000 copies: {mean_interval(ahead)}; your law: {plateau(90, 10):.3f}")

# %% [markdown]
r"""
## 16. Go wider

Does the order of the diets on text depend on the plays? Three seeds, each with other plays held out. For more, put the
address of a dask scheduler in `cluster=`.
"""


# %%
def text_worse(name, seed):
    """Perplexity of copy 8 over that of copy 0: 20 000 words a page, three plays held out."""
    rng, books = np.random.default_rng(seed), load_tokens()
    out = list(rng.choice(list(books.tokens), 3, replace=False))
    model = Trigram(len(books.vocabulary))
    shelves, test = (
        books.shuffled(1, out, seed),
        np.concatenate([books.tokens[o][:4000] for o in out]),
    )
    real, rest_of_it = shelves[:, :20_000], Reserve(shelves[:, 20_000:])
    loop = list(photocopy(model, real, four_diets(20_000)[name], 8, rng, rest_of_it))
    return float(model.perplexity(loop[-1], test)[0] / model.perplexity(loop[0], test)[0])


seeds = [{"name": name, "seed": seed} for name in COLOURS for seed in range(3)]
for name, ratios in zip(COLOURS, np.reshape(sweep(text_worse, seeds), (4, 3))):
    print(f"{name:<11} {mean_interval(ratios)}")

# %% [markdown]
r"""
## How did it go?
"""

# %% tags=["score"]
check.score()

# %% [markdown]
r"""
## Further reading

- Alemohammad et al., *Self-consuming generative models go MAD*, [arXiv 2307.01850](https://arxiv.org/abs/2307.01850): three of the diets, and the threshold.
- Gerstgrasser et al., *Is model collapse inevitable?*, [arXiv 2404.01413](https://arxiv.org/abs/2404.01413): accumulate, and π²/6.
- Bertrand et al., *On the stability of iterative retraining of generative models on their own data*, [arXiv 2310.00429](https://arxiv.org/abs/2310.00429).
- Sadasivan et al., *Can AI-generated text be reliably detected?*, [arXiv 2303.11156](https://arxiv.org/abs/2303.11156): the bound.

**What we left out, and why.** Watermarks and trained detectors, which need the generator's help or many examples; mixtures of diets;
weights that let a learner trust real examples more, which is the "change in training" that C8 asks for.
"""
