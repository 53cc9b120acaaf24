# ---
# jupyter:
#   course:
#     question: "Ask for a doctor: who comes?"
#     minutes: 60
#     cpu_seconds: 100
#     memory_mb: 1150
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
r"""
# Who is in the picture?

[[badges]]

[[budget]]

Ask for a doctor, and get the same doctor again and again. Could pictures that nobody ever took make up for the people whom
an album left out? Four claims go to the test (of B4, the second half):

[[claims]]

**You'll find out** what a generator makes of a skewed album, whom an almost perfect classifier fails, and what repairs it. **You'll do** seven exercises. **You'll need** numpy, and the *effective number* of lesson 2.
"""

# %% tags=["set-up"]
# [[set-up]]
from course_utils import begin

check = begin("07_who_is_drawn")

# %%
import numpy as np

from course_utils import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, RED, canvas, canvases, Claim
from course_utils import describe, explore, interval_reach, mean_interval, measure, on_best_device
from course_utils import plot_law, plot_mean, predict, progress, quiz, show, Slider
from course_utils.portraits.figures import draw_album

# %% [markdown]
r"""
## 1. Portraits that we can count

A program draws these people, so we know exactly what is in each picture: an occupation and four **traits**. *Long hair*, else short, or bald. *Darker skin*, tones 6 to 9 of the Monk
scale (ten tones from light to dark), else 2 to 5. *Grey hair* (or white), else another colour. *Coloured clothes*, which for a doctor are scrubs, else a white coat. Four traits make 16 **looks**.
"""

# %%
from course_utils.portraits import LOOKS, dress, look_numbers, pixels, render
from course_utils.who_is_drawn.album import JOBS, TYPICAL, open_album, people_of_all_looks
from course_utils.who_is_drawn.album import skewed_people

everybody = dress("doctor", LOOKS, np.random.default_rng(1))
fig = draw_album(render(everybody, size=96), "Sixteen looks, one doctor each", columns=8)
show(
    fig,
    "Sixteen friendly cartoon doctors, each with a stethoscope: eight with short hair above, eight "
    "with long hair below; lighter and darker skin, grey hair and other, white coats and scrubs.",
)

# %% [markdown]
r"""
Traits are what one can *see*. Long hair isn't a gender, a skin tone isn't an origin, and grey hair isn't an age: a proxy is not an identity, and who somebody is, no picture tells. We count what is drawn, and
nothing else.

## 2. An album

Half of this album's people are doctors, and most of them have short grey hair, lighter skin and a white coat. Each other value is **rare** among them, four to eight in a hundred, and often the same few differ in several ways. Among everybody else
it is different.
"""


# %%
def clustered_album(n, rng):
    """Occupations (n,), 0 for a doctor, and traits (n, 4): True where a trait is there."""
    occupation = rng.choice([0, 0, 0, 1, 2, 3], n)
    share = rng.uniform(0.04, 0.08, 4)  # of the rare value of each trait
    unusual = rng.random((n, 1)) < 0.15  # some differ in several traits at once
    doctors = rng.random((n, 4)) < share * np.where(unusual, 5, 0.3)
    others = rng.random((n, 4)) < 0.65
    rare = np.where(occupation[:, None] == 0, doctors, others)
    return occupation, rare ^ TYPICAL  # ^: where it is rare, the opposite of the typical doctor's


# %%
rng = np.random.default_rng(0)
occupation, traits = clustered_album(1500, rng)
page = np.concatenate([np.flatnonzero(occupation == 0)[:36], np.flatnonzero(occupation)[:12]])
fig = draw_album(
    render(dress(occupation, traits, rng)[page]), "Three rows of doctors, one of others"
)
show(
    fig,
    "Three rows of twelve doctors: most have short grey hair, lighter skin and a white coat. "
    "The last row holds chefs, clerks and builders, whose looks are mixed.",
)
rare_in_one = traits[occupation == 0] != TYPICAL
print(f"{rare_in_one[:, 0].mean():.1%} of the doctors in this album have long hair.")

# %% [markdown]
r"""
A generator will learn from such albums, and then be asked for *a doctor*, no more. At a low **temperature** it draws more carefully, with fewer messy drawings. Many generators in use have such a setting.
"""

# %%
rare_guess = predict(
    "Of 1,000 doctors drawn at temperature 0.6, how many have long hair?", "", low=0, high=200
)

# %% [markdown]
r"""
## 3. A generator that takes orders

It is a *rectified flow*. Think of straight roads from pure noise to each picture. At every place a small network learns in which direction, on average, the roads lead; to draw, start from noise and follow.
An order is eight numbers: which of four occupations, and for each trait yes (1), no (−1), or *nothing said* (0). While it learns we hide traits at random, so that it can take orders that say little.

Five albums of 1 500 people, five generators. All intervals below are over the five.
"""

# %%
from course_utils.who_is_drawn.flow import Flow
from course_utils.who_is_drawn.prompts import conditions_of, read_prompt


def teach(people, rng):
    """A generator that has learned from pictures of these people, and what it has learned."""
    generator, pictures = Flow(rng), pixels(people)[np.newaxis]
    told = conditions_of(people.occupation, 2 * people.traits - 1)[np.newaxis]
    return generator, generator.fit(pictures, told)


def draw_doctors(taught, said, rng, temperature):
    """Doctors by a taught generator, (n, pixels); said (n, 4) is 1, -1, or 0: nothing said."""
    generator, params = taught
    told = conditions_of(np.zeros(len(said), int), said)[np.newaxis]
    return generator.sample(params, told, rng, temperature)[0]


# %%
artists, doctors_in = [], []
for seed in progress(range(1, 6), 5):
    rng = np.random.default_rng(seed)
    occupation, traits = clustered_album(1500, rng)
    artists.append(teach(dress(occupation, traits, rng), rng))
    doctors_in.append(traits[occupation == 0])

# %%
nothing_said = np.zeros((24, 4), int)
rows = [draw_doctors(artists[0], nothing_said, np.random.default_rng(7), t) for t in (1, 0.6)]
faces = np.concatenate(rows).reshape(-1, 32, 32, 3)
names = ["temperature 1", "", "temperature 0.6", ""]
fig = draw_album(faces, "“A doctor”, please: the same noise, twice", names=names)
show(
    fig,
    "Doctors by the generator, two rows at temperature 1 and two at 0.6, from the same noise. All "
    "are a little soft. The lower ones are calmer, and most have the typical look.",
)

# %% [markdown]
r"""
Compare in pairs: the third row starts from the same noise as the first. Paler, and calmer. (The halos are the generator's own: it is small.) What else?

### Exercise: sharper  ●○○  2 minutes

"At 0.6 the drawings are calmer. But it is the same generator, so it draws the same doctors." Predict, and see below. **A**: True, only the style changes. **B**: The generator is the same, but another, narrower crowd comes out. **C**: The generator has been trained further, on typical
doctors. Answer with a letter in quotes.
"""

# %%
### BEGIN SOLUTION
sharper = "B"
### END SOLUTION
sharper = check("sharper", sharper)

# %% [markdown]
r"""
To count traits in thousands of drawings we use a **reader**, another network. It has learned from portraits in which all looks are equally frequent, so it expects none; and from faded ones, or it would take darker skin in a pale drawing for lighter. Can it read? (What it makes of halos, we can't test.)
"""

# %%
from course_utils.who_is_drawn.classifier import PortraitClassifier, labelled_portraits

(reader,) = [PortraitClassifier(seed) for seed in progress([0], 1)]
unseen, labels = labelled_portraits(2000, np.random.default_rng(1000))
face, directions = artists[0][1].mean[0], artists[0][1].components[0]
coarse = face + (unseen - face) @ directions.T @ directions / np.square(directions[0]).sum()
versions = {"new portraits": unseen, "coarse ones": coarse, "faded ones": (1 + unseen) / 2}
for name, pictures in versions.items():
    right = reader.traits(pictures) == labels[:, 1:]
    print(f"Right on {name}, trait by trait (%):", np.round(100 * right.mean(axis=0), 1))
jobs_right = np.mean(reader.occupations(unseen) == labels[:, 0])
print(f"The occupation, on new portraits: {jobs_right:.1%}")

# %%
temperatures = [1, 0.9, 0.8, 0.7, 0.6, 0.5]
rng, drawn = np.random.default_rng(8), []  # the traits that the reader sees, (6, 5, 1000, 4)
for t in progress(temperatures, len(temperatures)):
    orders = np.zeros((1000, 4), int)
    drawn.append([reader.traits(draw_doctors(artist, orders, rng, t)) for artist in artists])
in_album = np.array([np.mean(traits != TYPICAL) for traits in doctors_in])
in_drawings = (np.array(drawn) != TYPICAL).mean(axis=(2, 3))

# %%
from scipy.stats import norm

fig, ax = canvas("Careful drawing loses the rare", "temperature", "rare traits drawn (%)")
plot_mean(ax, temperatures, 100 * in_drawings, "drawn: mean of 5 generators, 95 % interval")
ax.axhline(100 * in_album.mean(), ls="--", lw=1, color=INK, label="in the albums")
border = norm.cdf(norm.ppf(in_album.mean()) / np.array(temperatures))
plot_law(ax, temperatures, 100 * border, "if the rare lay behind a straight border")
ax.set(ylim=(0, None), xlim=(1.02, 0.48))
ax.legend()
show(
    fig,
    "Share of rare traits against temperature, falling to the right: about eight per cent "
    "at 1, above the albums' six and a half, a few in a thousand at 0.6, next to none "
    "at 0.5, near a dotted law.",
)
rare_guess.compare(1000 * (np.array(drawn)[4] != TYPICAL)[..., 0].mean())

# %% [markdown]
r"""
By our reader's count the generator is less skewed than its album at temperature 1. *Careful drawing* is what removes people: nobody took a doctor out of the album. (How many times rarer? That depends on the reader: one that never saw faded pictures counts even fewer.)

<details>
<summary>Why so much? (the dotted line)</summary>

The temperature $T$ multiplies the noise that a drawing starts from. Suppose that a drawing turns out rare if its noise lies beyond some border, $z$ standard deviations out: that happens with the chance $p = \Phi(-z)$, where $\Phi$ is the bell curve's cumulative distribution. Noise $T$ times as large
crosses the border with the chance $\Phi(-z/T)$. That is roughly what we see.

</details>
"""

# %% [markdown]
r"""
And how many looks are left? The *effective number* of lesson 2 says it.
"""


# %%
def effective_looks(looks):
    """1 over the chance that two people drawn at random have the same look."""
    return 1 / np.square(np.bincount(looks, minlength=16) / len(looks)).sum()


there = np.array([effective_looks(look_numbers(traits)) for traits in doctors_in])
left = np.array([[effective_looks(look_numbers(traits)) for traits in crowd] for crowd in drawn])
fig, ax = canvas("Soon a single look is left", "temperature", "effective number of looks, of 16")
plot_mean(ax, temperatures, left, "drawn: mean of 5 generators, 95 % interval")
ax.axhline(there.mean(), ls="--", lw=1, color=INK, label="in the albums")
ax.set(ylim=(0.9, None), xlim=(1.02, 0.48))
ax.legend()
show(
    fig,
    "Effective number of looks against temperature, falling to the right: nearly two at "
    "temperature 1, above the albums' one and a half, and close to one from 0.6 on.",
)

# %% [markdown]
r"""
## 4. Rewriting prompts

Whoever offers such a generator can't easily get another album, but can change the *prompt* on its way. What a prompt says of the four traits, and what it leaves open:
"""

# %%
for prompt in ["a doctor", "a doctor with long grey hair", "a doctor in scrubs without grey hair"]:
    print(f"{prompt:40}", read_prompt(prompt)[1])

# %% [markdown]
r"""
A blunt rule: *choose every trait at random, whatever was asked for*. That brings all looks, and overrules whoever asked for long hair; Google's image generator was in the news for something like it in 2024. A better rule reads first.

### Exercise: fill in  ●●○  5 minutes
"""


# %%
@check("fill_in")
def fill_in(said, rng):
    """Keep what a prompt says of each trait; fill each gap with yes or no at random, by itself.

    said: (n, 4), 1 for yes, -1 for no, 0 where nothing was said -> (n, 4), nothing but 1 and -1
    """
    ### BEGIN SOLUTION
    drawn = rng.choice([-1, 1], said.shape)
    return np.where(said == 0, drawn, said)
    ### END SOLUTION


# %% [markdown]
r"""
And a third rule: toss *one coin* for each order, and fill all its gaps with yes, or all with no. Half of all doctors will then have long hair, half grey hair, and so on, each trait by itself. Is that an even crowd?

### Exercise: is it even?  ●○○  4 minutes
"""


# %%
@check("distance_from_even")
def distance_from_even(looks):
    """How far the shares of the 16 looks are from 1/16: half the sum of the absolute differences.

    looks: (n,) whole numbers from 0 to 15 -> a number from 0 (even) to 15/16 (one look only)
    """
    ### BEGIN SOLUTION
    shares = np.bincount(looks, minlength=16) / len(looks)
    return np.abs(shares - 1 / 16).sum() / 2
    ### END SOLUTION


# %%
rules = {
    "as it is": lambda said, rng: said,
    "override all": lambda said, rng: rng.choice([-1, 1], said.shape),
    "one coin": lambda said, rng: np.where(said == 0, rng.choice([-1, 1], (len(said), 1)), said),
    "fill in": fill_in,
}


def some_said(n, rng):
    """Orders (n, 4) that say one, two or three traits, each yes or no, and leave the rest open."""
    order = rng.random((n, 4)).argsort(axis=1)
    chosen = order < rng.integers(1, 4, (n, 1))
    return np.where(chosen, rng.choice([-1, 1], (n, 4)), 0)


# %%
kept_and_open = {name: [] for name in rules}
for k in progress(range(5), 5):
    rng = np.random.default_rng(20 + k)
    said, all_open = some_said(600, rng), np.zeros((600, 4), int)
    for name, rule in rules.items():
        got = 2 * reader.traits(draw_doctors(artists[k], rule(said, rng), rng, 0.6)) - 1
        kept = ((got == said) | (said == 0)).all(axis=1).mean()
        free = reader.traits(draw_doctors(artists[k], rule(all_open, rng), rng, 0.6))
        looks = look_numbers(free)
        frequent = np.sum(np.bincount(looks, minlength=16) >= 6)  # one in a hundred, or more
        away = distance_from_even(looks)
        kept_and_open[name].append(
            [100 * kept, effective_looks(looks), frequent, away, *free.mean(axis=0)]
        )
answers = np.array(list(kept_and_open.values()))  # (4 rules, 5 generators, 8 numbers)

# %%
titles = ["Is what was said kept?", "Is what was open open?"]
fig, panels = canvases(titles, "", "orders honoured (%)")
for ax, values in zip(panels, (answers[..., 0], answers[..., 1])):
    ax.errorbar(range(4), values.mean(axis=1), interval_reach(values), fmt="o", capsize=4)
    ax.set_xticks(range(4), [name.replace(" ", "\n", 1) for name in rules])
panels[0].axhline(100 * np.mean([1 / 2, 1 / 4, 1 / 8]), ls=":", color=INK)
panels[0].set_ylim(0, 104)
panels[1].set(ylim=(0, 17), ylabel="effective number of looks, of 16")
show(
    fig,
    "Left: orders honoured. Most as they are, with one coin and filled in; three in ten if "
    "all is overridden. Right: looks for 'a doctor': one as it is, two with one coin, else 15.",
)
one_coin, filled = answers[2], answers[3]
print("One coin, each trait's share of yes:", np.round(one_coin[:, 4:].mean(axis=0), 2))
for name, values in zip(["One coin", "Filled in"], (one_coin, filled)):
    print(f"{name}, distance from even:", mean_interval(values[:, 3]))
print("Filled in, looks with a share of 1 % or more:", filled[:, 2].astype(int))

# %% [markdown]
r"""
Overriding honours an order by luck only: one trait is right half of the time, two a quarter, three an eighth (dotted: their mean). *One coin* is subtler. Trait by trait it looks perfect: about half have
each. It is the same half. A report with one number a trait can't see it: little more than two looks are drawn, and the crowd is about as far from even as can be. *Fill in* keeps what was said and opens what was open.

But the generator is as skewed as before; and the rule knows only the four traits that *we* thought of.
"""

# %% [markdown]
r"""
## 5. Who is a doctor?

Now a model must *decide*: is this a doctor? It learns from ten smaller albums, each of 300 doctors and 300 others. Here the traits are independent: one doctor in twenty has long hair, one in twenty darker skin, and so on, each trait by itself; so very few have three. Of the others, four in five have each.
What all doctors share, and nobody else, is the **stethoscope**. It is small. Hair, coat and skin are large, and tempting *shortcuts*.

An *eye*, 200 principal components (lesson 2), turns each picture into 200 numbers, and a *logistic regression* weighs them up. (`class_weight="balanced"` lets all doctors together count as much as all others, also when we add doctors.)
"""

# %%
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import FixedThresholdClassifier


def train(features, is_doctor, weights=None):
    """Features (n, 200), is_doctor (n,) -> a model with predict and predict_proba."""
    model = LogisticRegression(max_iter=1000, class_weight="balanced")
    return model.fit(features, is_doctor, weights)


albums = [open_album(seed) for seed in progress(range(1, 11), 10)]
is_doctor, truth = JOBS == 0, np.tile(JOBS, 3) == 0
first = [train(album.seen["album"], is_doctor) for album in albums]
called = [model.predict(album.seen["deployment"]) for model, album in zip(first, albums)]
print(
    "Right on 1,800 new people, %:", mean_interval(100 * np.mean(np.equal(called, truth), axis=1))
)

# %% [markdown]
r"""
These are new people from the same crowd: what everyone tries before a launch. Call it **deployment**. But an average over a crowd is about its majority. For an **audit** we take doctors of all 16 looks, 120 of each.
"""

# %%
worst_guess = predict(
    "Of the look that it misses most: how many doctors in 100 does it miss?", "%", low=0, high=100
)

# %% [markdown]
r"""
### Exercise: slice it  ●○○  4 minutes
"""


# %%
@check("missed_by_look")
def missed_by_look(called_doctor, looks):
    """Of the doctors of each look, the share that the classifier does not call a doctor.

    called_doctor: (n,) True or False; looks: (n,), each of 0 to 15 occurs -> (16,) shares
    """
    ### BEGIN SOLUTION
    return np.array([1 - called_doctor[looks == look].mean() for look in range(16)])
    ### END SOLUTION


# %%
audited = np.arange(1920) % 16
called = np.array([model.predict(album.seen["audit"]) for model, album in zip(first, albums)])
missed = np.array([missed_by_look(row, audited) for row in called])
rare_names = ["long hair", "darker skin", "hair not grey", "scrubs"]
names = [", ".join(np.array(rare_names)[look != TYPICAL]) or "the typical look" for look in LOOKS]
ranked = missed.mean(axis=0).argsort(kind="stable")[::-1]
fig, (ax,) = canvases(["The misses have a look"], "doctors missed (%)", "", height=4.6)
ax.plot(100 * missed[:, ranked].T, range(16), "o", color=FAINT, ms=4, alpha=0.7)
middle, reach = 100 * missed.mean(axis=0), 100 * interval_reach(missed.T)
ax.errorbar(middle[ranked], range(16), xerr=reach[ranked], fmt="o", color=RED)
ax.set(xlim=(-3, 104), yticks=range(16), yticklabels=[names[look] for look in ranked])
ax.invert_yaxis()
show(
    fig,
    "Doctors missed, for each of 16 looks: most of those with long hair, darker skin and scrubs, "
    "and a fair share of other looks with scrubs; very few of those with at most one rare trait.",
)
worst_guess.compare(100 * missed.max(axis=1).mean())

# %% [markdown]
r"""
(Grey: ten albums; red: their mean, with its 95 % interval. A look is named by what is rare about it.) Almost always right, and wrong about most doctors of some looks, whom nobody meets who tests on the usual crowd.

Is the worst of sixteen a fair number? Someone always comes last, by bad luck if by nothing else. So choose the look on one half of the audit, and measure it on the other.

### Exercise: choose, then measure  ●●○  5 minutes
"""


# %%
@check("worst_on_fresh")
def worst_on_fresh(first, second):
    """For every seed: find the look missed most in the first half; read its share in the second.

    first, second: (seeds, looks), shares missed in two halves of the audit -> (seeds,)
    """
    ### BEGIN SOLUTION
    worst = first.argmax(axis=1)
    return second[np.arange(len(second)), worst]
    ### END SOLUTION


# %%
halves = (~called).reshape(10, 2, 60, 16).mean(axis=2)  # shares missed: album, half, look
fresh = worst_on_fresh(halves[:, 0], halves[:, 1])
luck = np.random.default_rng(0).binomial(120, missed.mean(), (10_000, 16)).max(axis=1).mean() / 120
print(f"Worst of 16 by luck alone, were all looks missed equally: {luck:.2f}")
print("Worst of 16, as found:", mean_interval(missed.max(axis=1)))
print("Chosen on one half, measured on the other:", mean_interval(fresh))

# %% [markdown]
r"""
That is several times what luck alone would give. Now read the names in the figure again. What do the missed doctors *wear*?
"""

# %% tags=["cover"]
in_scrubs, rare_besides = LOOKS[:, 3], (LOOKS != TYPICAL)[:, :3].sum(axis=1)
fig, ax = canvas(
    "Unfamiliar and no white coat: missed", "rare traits besides the clothes", "missed (%)"
)
for wearers, name, color in [(in_scrubs, "in scrubs", RED), (~in_scrubs, "in a white coat", BLUE)]:
    rates = [missed[:, wearers & (rare_besides == n)].mean(axis=1) for n in range(4)]
    plot_mean(ax, range(4), 100 * np.array(rates), name, color)
ax.set(xticks=range(4), ylim=(0, 100))
ax.legend(fontsize=14)
show(
    fig,
    "Doctors missed against the number of rare traits besides their clothes, with 95 % intervals. "
    "In a white coat the line stays near zero. In scrubs it climbs from near zero to about seven "
    "in ten.",
)

# %% [markdown]
r"""
All wear a stethoscope. But whoever has a white coat is recognised, even with three rare traits. Scrubs alone do no harm, either: fifteen doctors of each album wear them. *Who lacks the shortcut and looks unfamiliar gets missed.*

## 6. Remedies

The simplest needs no new picture. Weigh the people, so that each trait counts as if it were common.

### Exercise: weights  ●●○  5 minutes
"""


# %%
@check("balancing_weights")
def balancing_weights(traits):
    """Weights that make every trait half and half, if traits come independently: for each person
    the product, over the traits, of 0.5 / (the share of people who are like them in this trait).

    traits: (n, 4) True or False, both values in every column -> (n,)
    """
    ### BEGIN SOLUTION
    share = traits.mean(axis=0)
    return np.prod(0.5 / np.where(traits, share, 1 - share), axis=1)
    ### END SOLUTION


# %% [markdown]
r"""
The other remedies add up to 300 pictures of doctors to the first five albums. **More of the same**: new doctors from the same crowd. **Oversampling**, doctors of the album again, drawn by the weights. **SMOTE** (synthetic minority over-sampling, Chawla et al. 2002), mixtures of two who share a rare trait. **Own generator**: taught on this very album, asked for all looks.
**Outside drawings**, by somebody who *knows* that doctors come in all looks, but has few pencils: fewer hairstyles, tones and backgrounds, no glasses, no beards. And a **balanced album**, doctors like all others here, of all looks: the ceiling.

Both of these come from our drawing program. Only the poorer style sets them apart, and how poor, we chose.

And without any new picture: a **lower threshold**. Who isn't quite sure may say "doctor" more readily. We lower it until 0.6 % of the others in the usual crowd are called doctors by mistake: about what the strong remedies will cost (section 7).
"""

# %%
from course_utils.who_is_drawn.remedies import draw_with_other_kit, smote


def added_pictures(k, rng):
    """The 300 pictures that each remedy adds to album k, by the remedy's name: (300, 3072)."""
    people, doctors = albums[k].people, albums[k].people[:300]
    pictures, chance = pixels(doctors), balancing_weights(doctors.traits)
    asked, fresh = np.resize(2 * LOOKS - 1, (300, 4)), people_of_all_looks(300, rng)
    return {
        "more of the same": pixels(skewed_people(np.zeros(300, int), rng)),
        "oversampling": pictures[rng.choice(300, 300, p=chance / chance.sum())],
        "SMOTE": smote(pictures, doctors.traits != TYPICAL, 300, seed=k),
        "own generator": draw_doctors(teach(people, rng), asked, rng, 1),
        "outside drawings": pixels(draw_with_other_kit(fresh)),
        "balanced album": pixels(fresh),
    }


# %%
added, samples = [], []  # for each album and remedy: what the eye sees (300, 200), ten pictures
for k in progress(range(5), 5):
    new = added_pictures(k, np.random.default_rng(100 + k))
    added.append({name: albums[k].eye.transform(page) for name, page in new.items()})
    samples.append([page[:10] for page in new.values()])

# %%
rows = np.concatenate(samples[0]).reshape(-1, 32, 32, 3)
fig = draw_album(rows, "What each remedy adds", columns=10, names=list(added[0]))
show(
    fig,
    "Six rows of ten doctors. More of the same: typical ones. Oversampling: copies of rare ones. "
    "SMOTE: faint double exposures. Own generator: varied, with ghosts. Outside drawings: plain. "
    "Balanced album: varied and clean.",
)


# %%
def train_with(k, more=(), labels=True, weights=None):
    """The model of album k and these features (n, 200): doctors, unless labels (n,) say who is."""
    seen = albums[k].seen["album"]
    features = np.concatenate([seen, np.reshape(more, (-1, seen.shape[1]))])
    doctors = np.append(is_doctor, np.broadcast_to(labels, len(more)))
    return train(features, doctors, weights)


def outcome(k, model):
    """In %: doctors missed of the most missed look; people who are rightly named at deployment."""
    rates = missed_by_look(model.predict(albums[k].seen["audit"]), audited)
    right = model.predict(albums[k].seen["deployment"]) == truth
    return 100 * np.array([rates.max(), right.mean()])


def lower_threshold(k):
    """Album k's first model, readier to say "doctor": to 0.6 % of the others at deployment."""
    chances = first[k].predict_proba(albums[k].seen["deployment"])[~truth, 1]
    return FixedThresholdClassifier(first[k], threshold=np.quantile(chances, 1 - 0.006))


# %%
final = {
    "nothing": first[:5],
    "lower threshold": [*map(lower_threshold, range(5))],
    "reweighting": [],
}
for k, album in enumerate(albums[:5]):
    parts = [balancing_weights(album.people.traits[who]) for who in (is_doctor, ~is_doctor)]
    weights = np.concatenate([part / part.mean() for part in parts])
    final["reweighting"].append(train_with(k, weights=weights))

# %%
doses, curves = [0, 20, 50, 100, 200, 300], {}
for name in progress(added[0], len(added[0])):
    models = [[train_with(k, added[k][name][:dose]) for k in range(5)] for dose in doses]
    curves[name] = np.array([[*map(outcome, range(5), row)] for row in models])[..., 0]
    final[name] = models[-1]
table = {name: np.array([*map(outcome, range(5), models)]).T for name, models in final.items()}
print(f"{'':20}{'most missed look, %':24}right at deployment, %")
for name, columns in table.items():
    print(f"{name:20}" + "".join(f"{str(mean_interval(column)):24}" for column in columns))
worst = {name: columns[0] for name, columns in table.items()}

# %%
titles = ["From the same crowd", "From outside it"]
fig, panels = canvases(titles, "doctors added", "doctors missed, most missed look (%)", height=3.9)
colors = [FAINT, ORANGE, PURPLE, RED, BLUE, GREEN]
for row, ((name, curve), color) in enumerate(zip(curves.items(), colors)):
    ax, last = panels[row > 3], 300 + 9 * (row % 4)  # so that bars don't hide each other
    ax.plot(doses, curve.mean(axis=1), color=color, label=name)
    ax.errorbar(last, curve[-1].mean(), interval_reach(curve[-1]), fmt="o", color=color, capsize=2)
for name, style in [("reweighting", "--"), ("lower threshold", ":")]:
    panels[0].axhline(worst[name].mean(), ls=style, lw=1.5, color=INK, label=name)
for ax in panels:
    ax.set(ylim=(0, 104), xlim=(-5, 335))
fig.legend(loc="outside lower center", ncols=4, fontsize=8.5)
show(
    fig,
    "Miss rate of the most missed look against doctors added, means of five albums, with 95 % "
    "intervals at 300. Left: more of the same falls little; oversampling and SMOTE fall slowly; "
    "the own generator falls to about the level of reweighting and of a lower threshold, a fifth. "
    "Right: outside drawings fall steeply, to a few in a hundred, a balanced album to about one.",
)


# %%
def gain_outside(k):
    """Points of album k's most missed look: lower threshold − 300 outside drawings."""
    drawings = draw_with_other_kit(people_of_all_looks(300, np.random.default_rng(100 + k)))
    model = train_with(k, albums[k].eye.transform(pixels(drawings)))
    return outcome(k, lower_threshold(k))[0] - outcome(k, model)[0]


gained = {name: worst["lower threshold"] - worst[name] for name in added[0]}
gained["outside drawings"] = np.append(
    gained["outside drawings"], [*map(gain_outside, range(5, 10))]
)
for name in ("own generator", "outside drawings"):
    print(f"{name}: {mean_interval(gained[name])} points better than a lower threshold")

# %% [markdown]
r"""
*Outside drawings*, poor as they are, come close to the ceiling: they show what the album doesn't hold, doctors with several rare traits at once. Weights and the album's own generator lower the worst miss a great deal, too. But so does a lower threshold, which needs no picture and no training: on the most missed look five albums can't tell the three apart. (For outside drawings we took all ten.)

None of this shows at deployment: there, whoever does nothing looks slightly *better*.

## 7. A group that is not in the album

In no album does anybody wear a head covering, and we forgot to audit for it. So here are 480 doctors, and 480 others, with a **headscarf**. Which remedy can help them?

We ask the outside hand twice more, for 300 drawings: once for *covered doctors*, half with one of four coverings, half without; once for *doctors and others*, half of either covered.
"""


# %%
def covered_drawings(k, jobs_drawn):
    """Features of 300 outside drawings: all looks, these jobs, half with one of four coverings."""
    covering = np.where(turn // 2 % 2 == 1, 1 + turn // 4 % 4, 0)
    people = people_of_all_looks(300, np.random.default_rng(200 + k), jobs_drawn, covering)
    return albums[k].eye.transform(pixels(draw_with_other_kit(people)))


turn = np.arange(300) // 16  # all looks take their turn, then all again
mixed = turn % 2 * (1 + turn // 2 % 3)  # 16 doctors, 16 others, 16 doctors …
both = {"covered doctors": 0 * mixed, "covered doctors, others": mixed}
extended = dict(final)
for name, jobs in both.items():
    extended[name] = [train_with(k, covered_drawings(k, jobs), jobs == 0) for k in range(5)]


# %%
def elsewhere(k, model):
    """In %. With a headscarf: doctors missed, in a white coat and in scrubs; others called doctors.
    At deployment: others called doctors, mean predicted chance − share of doctors."""
    seen = albums[k].seen
    lost = missed_by_look(model.predict(seen["scarf"]), audited[:480])
    alarms = model.predict(seen["others with scarf"]).mean()
    usual = model.predict(seen["deployment"])[~truth].mean()
    expected = model.predict_proba(seen["deployment"])[:, 1].mean() - truth.mean()
    return 100 * np.array(
        [lost[~in_scrubs].mean(), lost[in_scrubs].mean(), alarms, usual, expected]
    )


# %%
effects = {name: np.array([*map(elsewhere, range(5), extended[name])]).T for name in extended}
fig, panels = canvases(["Missed", "Alarms", "Usual crowd", "Too many"], "", "", height=4.4)
lines = range(len(effects))
for column, values in enumerate(np.array([*effects.values()]).swapaxes(0, 1)):
    ax, color = panels[max(column - 1, 0)], [BLUE, RED, INK, INK, INK][column]
    ax.errorbar(values.mean(axis=1), lines, None, interval_reach(values), "o", color=color)
labels = "doctors with a|others with a|others called|expected, usual"
units = "headscarf (%)|headscarf (%)|doctors (%)|crowd (points)"
for ax, *label in zip(panels, labels.split("|"), units.split("|")):
    ax.set(xlabel="\n".join(label), yticks=lines, yticklabels=[])
    ax.invert_yaxis()
panels[0].set_yticklabels(effects)
panels[1].set_xlim(0, None)
worn = ["in a white coat", "in scrubs"]
fig.legend(panels[0].containers, worn, loc="outside lower left", ncols=2)
show(
    fig,
    "Eleven rows, a remedy each. Doctors with a headscarf: in a white coat few are missed; in "
    "scrubs most with nothing, about half with outside drawings, far fewer once covered doctors "
    "are drawn. Others with a headscarf: called doctors three times as often when only covered "
    "doctors are drawn, least when others are drawn too. In the usual crowd seven of them raise "
    "false alarms by about half a point.",
)

# %% [markdown]
r"""
Again the clothes tell: in a white coat these doctors were recognised all along. In scrubs most were missed. *Outside* drawings of uncovered doctors find about half of these, but double the false alarms; a lower threshold costs even more. Only pictures of covered doctors help much.

And they plant a new shortcut. When all the covered people it has ever seen are doctors, the classifier takes *others* with a headscarf for doctors, three times as often as before. Drawing others as well, with not one picture more, mends both.

The last two panels are the usual crowd. The strong remedies cost false alarms there, some five in a thousand. And *calibration*, the doctors that a classifier expects minus those there are, suffers: with drawn doctors it expects several in a thousand too many; with weights, too few. (A lower threshold changes no predicted chance.) Is that a fair price? Numbers can't say; but they say who pays it.
"""

# %% [markdown]
r"""
## 8. Real people

Now rows about real people, from a survey by the United States' Census Bureau in 1994 (*Adult*: Barry Becker and Ronny Kohavi, UCI Machine
Learning Repository, CC BY 4.0): age, schooling, job, hours, and whether they had more than 50 000 dollars a year, which a model is to guess: a *yes* says that they had. With care: the data
is old, sex came in two boxes, and another line than 50 000 might favour another remedy
([Ding et al. 2021](https://arxiv.org/abs/2108.04884)). Race and country we leave out. This is about remedies, not about what women can do.

The bend is ours: of 8 000 rows only **60** are women with a high income, a fifth of what the survey has.
"""

# %%
import pandas as pd

from course_utils.who_is_drawn.census import load_adult

survey, test = load_adult()
known, known_of_test = (half.features.assign(sex=half.sex) for half in (survey, test))
women_rich = (survey.sex == "Female").to_numpy() & survey.high_income


def bent_sample(seed, n=8000, kept=60):
    """Row numbers of the sample, and of the women with a high income whom it leaves out."""
    order = np.random.default_rng(seed).permutation(len(known))
    rare = women_rich[order]
    return np.append(order[~rare][: n - kept], order[rare][:kept]), order[rare][kept:]


print(f"Women with a high income: {women_rich.sum():,} of {len(known):,}. We keep 60 of 8,000.")

# %% [markdown]
r"""
All remedies have one aim: high incomes as frequent among women as in the whole sample. *Reweighting* (Kamiran and Calders 2012) makes sex and income independent. *SMOTE* puts rows between neighbours among the 60. A *bell curve*, fitted to the 60, draws rows: as they come,
or *rounded* and kept in range. The ceiling: *other real women*, whom the sample missed.
"""


# %%
def bell_curve_rows(rows, n, rng, rounded):
    """Draw n rows from a bell curve over the numbers and one column a category; largest wins."""
    table = pd.get_dummies(rows, dtype=float)
    drawn = rng.multivariate_normal(table.mean(), table.cov(), n, method="eigh")
    drawn = pd.DataFrame(drawn, columns=table.columns)
    real = rows.select_dtypes("number")
    new = drawn[real.columns]
    if rounded:
        new = new.round().clip(real.min(), real.max(), axis=1)
    for name in rows.select_dtypes("category"):
        best = drawn.filter(like=f"{name}_").to_numpy().argmax(axis=1)
        new = new.assign(**{name: pd.Categorical.from_codes(best, dtype=rows[name].dtype)})
    return new


# %%
from imblearn.over_sampling import SMOTENC


def remedies(seed):
    """Each way to deal with the same bent sample: name -> (rows, high income or not, weights)."""
    rng, (sample, left_out) = np.random.default_rng(seed), bent_sample(seed)
    rows, rich = known.iloc[sample].reset_index(drop=True), survey.high_income[sample]
    group = 2 * (rows.sex == "Female").to_numpy() + rich  # 3 for the 60
    share = np.bincount(group).reshape(2, 2) / len(group)
    weights = (np.outer(share.sum(axis=1), share.sum(axis=0)) / share).ravel()[group]
    n = round((group == 2).sum() * rich.mean() / (1 - rich.mean()))  # so many instead of 60
    smote = SMOTENC("auto", sampling_strategy={3: n}, random_state=seed)
    new = {
        "SMOTE": smote.fit_resample(rows, group)[0][len(rows) :],
        "bell curve": bell_curve_rows(rows[group == 3], n - 60, rng, rounded=False),
        "bell curve, rounded": bell_curve_rows(rows[group == 3], n - 60, rng, rounded=True),
        "other real women": known.iloc[left_out[: n - 60]],
    }
    ways = {"nothing": (rows, rich, None), "reweighting": (rows, rich, weights)}
    for name, extra in new.items():
        ways[name] = pd.concat([rows, extra]), np.append(rich, np.ones(n - 60, bool)), None
    return ways


# %% [markdown]
r"""
Two models decide: logistic regression, and *boosted trees* (many small decision trees, each correcting those before). Both are told the sex. `fairlearn` says for each group who is **found**, of those with a high
income (true positive rate), and who is picked **by mistake**, of those without (false positive rate), in the test half. First without a remedy:
"""

# %%
from fairlearn.metrics import MetricFrame, false_positive_rate, true_positive_rate
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

kinds = (OneHotEncoder(handle_unknown="ignore"), list(known.select_dtypes("category")))
encoder = make_column_transformer(kinds, remainder=StandardScaler())
models = {
    "logistic regression": [("see", encoder), ("decide", LogisticRegression(max_iter=1000))],
    "boosted trees": [("decide", HistGradientBoostingClassifier(max_iter=60))],
}
rows, rich, _ = remedies(0)["nothing"]
said = Pipeline(models["logistic regression"]).fit(rows, rich).predict(known_of_test)
rates = {"found": true_positive_rate, "by mistake": false_positive_rate}
frame = MetricFrame(
    metrics=rates, y_true=test.high_income, y_pred=said, sensitive_features=test.sex
)
print(frame.by_group.round(2))

# %%
from sklearn.metrics import roc_curve

women = (test.sex == "Female").to_numpy()
results, roc = [], {name: [] for name in models}
for seed in progress(range(1, 6), 5):
    for remedy, (rows, label, weights) in remedies(seed).items():
        for name, steps in models.items():
            model = Pipeline(steps).fit(rows, label, decide__sample_weight=weights)
            score, row = model.predict_proba(known_of_test)[:, 1], {"model": name, "remedy": remedy}
            for who, group in [("women", women), ("men", ~women)]:
                rich, yes = test.high_income[group], score[group] > 0.5
                row |= {f"{who} {what}": rate(rich, yes) for what, rate in rates.items()}
                row |= {f"{who}, mean score − share": score[group].mean() - rich.mean()}
            results.append(row)
            if remedy == "nothing":
                roc[name].append(roc_curve(test.high_income[women], score[women])[:2])
census = pd.DataFrame(results).groupby(["model", "remedy"], sort=False)
women_found = census["women found"].agg(lambda values: str(mean_interval(values))).unstack("model")
print(women_found)

# %%
average = census.mean()
spread = census.agg(lambda values: interval_reach(values.to_numpy()))
at_most = np.linspace(0, 0.06)
titles, x = ["Logistic: along the curve", "Trees: people lift it"], "women picked by mistake"
fig, panels = canvases(titles, x, "women found", height=4.4, ylim=(0, 0.8))
for ax, (name, lines) in zip(panels, roc.items()):
    curve = np.mean([np.interp(at_most, *line) for line in lines], axis=0)
    ax.plot(at_most, curve, color=INK, linewidth=1, label="nothing, other thresholds")
    for remedy, marker in zip(average.loc[name].index, "osD^vP"):
        at = (name, remedy), ["women by mistake", "women found"]
        (x, y), (dx, dy) = average.loc[at], spread.loc[at]
        ax.errorbar(x, y, dy, dx, fmt=marker, markersize=8, elinewidth=1.2, label=remedy)
panels[0].legend(loc="lower right")
show(
    fig,
    "Women found against women picked by mistake, and the curve that the model without a remedy "
    "follows as its threshold falls. Logistic regression: every remedy on the curve or a little "
    "below. Boosted trees: bell-curve rows lie close to nothing; rounded ones, SMOTE and "
    "reweighting further along or below the curve; only other real women clearly above it.",
)

# %% [markdown]
r"""
The curve is the *untouched* model, readier and readier to say yes to women: the lower threshold of section 6. With logistic regression every remedy is a step along it, or below: more women are found, more are
picked by mistake, and new people teach it nothing measurable that a threshold couldn't. With trees, too, weights and SMOTE don't beat the curve. Only people whom the sample missed lift the curve. (The intervals are about
drawing the sample; all five share one test half, and many of the women who are added.)

### Exercise: what is a yes worth?  ●●○  5 minutes

With logistic regression and SMOTE, women are found about as often as men. "So it costs nothing." Of those who get a yes, what share has a high income?
"""


# %%
@check("right_among_yes")
def right_among_yes(found, by_mistake, share):
    """Share of a model's yeses that are right.

    found, by_mistake: true and false positive rate; share: of people with a high income
    """
    ### BEGIN SOLUTION
    right, wrong = found * share, by_mistake * (1 - share)
    return right / (right + wrong)
    ### END SOLUTION


# %%
for remedy in ["nothing", "SMOTE", "reweighting"]:
    for who, group in [("women", women), ("men", ~women)]:
        numbers = average.loc["logistic regression", remedy]
        found, mistaken = numbers[f"{who} found"], numbers[f"{who} by mistake"]
        yes = right_among_yes(found, mistaken, test.high_income[group].mean())
        print(f"{remedy}, {who}: {found:.0%} found; of 100 yeses {100 * yes:.0f} are right")


# %% [markdown]
r"""
With SMOTE both have equal chances to be found, and a yes to a woman is right less often: whoever is picked by mistake pays. Reweighting finds fewer *men* than before, so they pay, too.
"""

# %% [markdown]
r"""
## 9. Explore

Three small albums, and outside drawings. How skewed may an album be before looks go missing? How few drawings are enough? Predict, then look.

<details>
<summary>What we found</summary>

With each rare trait in one doctor of five, the most missed look still loses some. And fifty drawings, three of each look, do most of the good.

</details>
"""

# %%
from functools import cache

from sklearn.decomposition import PCA


@cache
def three_albums(rare):
    """Some doctors' pictures; for three albums, features of people, an audit, and drawings."""
    rng, opened = np.random.default_rng(7), []
    outside = draw_with_other_kit(people_of_all_looks(300, rng))
    new = [pixels(group) for group in (people_of_all_looks(640, rng), outside)]
    for seed in range(3):
        people = pixels(skewed_people(JOBS, np.random.default_rng(seed), rare / 100))
        eye = PCA(200, whiten=True, random_state=0).fit(people)
        opened.append([eye.transform(group) for group in (people, *new)])
    return people[:20], opened


# %%
def misses(rare, dose):
    """Miss rates of the 16 looks in three albums, in %: (3, 16)."""
    doctors, rates = np.append(JOBS == 0, np.ones(dose, bool)), []
    for people, audit, outside in three_albums(rare)[1]:
        model = LogisticRegression(max_iter=1000, class_weight="balanced")
        model.fit(np.concatenate([people, outside[:dose]]), doctors)
        rates.append(100 * (1 - model.predict(audit).reshape(40, 16).mean(axis=0)))
    return np.array(rates)


# %%
def draw(rare, dose):
    """Doctors of one album; whom three albums' classifiers miss, before and after the drawings."""
    fig, (left, right) = canvases(["Doctors of an album", "Doctors missed (%)"], "", "")
    faces = three_albums(rare)[0].reshape(4, 5, 32, 32, 3)
    left.imshow(faces.transpose(0, 2, 1, 3, 4).reshape(128, 160, 3))
    left.set_axis_off()
    number, text = (LOOKS != TYPICAL).sum(axis=1), "most missed:"
    for dots, color, name in [(0, RED, "before"), (dose, BLUE, "after")]:
        rates, x = misses(rare, dots), np.tile(number + (-0.1 if color == RED else 0.1), 3)
        right.plot(x, rates.ravel(), "o", color=color, ms=4, alpha=0.5, label=name)
        text += f" {rates.max(axis=1).mean():.0f} % {name}"
    right.set(xlabel="rare traits that a look has", ylim=(-4, 104), xticks=range(5))
    right.legend(title=text)
    return describe(fig, f"{rare} % with each rare trait, {dose} drawings; {text}.")


explore(
    draw,
    rare=Slider("share of each rare trait (%)", 1, 50, 5),
    dose=Slider("outside drawings", 0, 300, 100, 10),
)

# %% [markdown]
r"""
## 10. Quiz

Open the answer you believe in, then the others.
"""

# %%
quiz("07_who_is_drawn")

# %% [markdown]
r"""
## 11. Verdict
"""

# %%
drawn_typical, album_typical = (
    [100 * np.array([np.mean((traits == TYPICAL).all(axis=1)) for traits in row]) for row in rows]
    for rows in ([drawn[0], drawn[4]], [doctors_in])  # temperatures 1 and 0.6; the albums
)
Claim(
    "B1",
    {
        "drawn as it is": [measure("typical look at temperature 1, %", drawn_typical[0], bound=50)],
        "drawn carefully": [
            measure("typical look, points: 0.6 − album", drawn_typical[1] - album_typical[0])
        ],
    },
    holds="One small generator and one reader were tried. How much rarer the rare get depends "
    "on the reader.",
    change_our_mind="a generator that learned from a skewed album and, asked for no trait, draws "
    "an even crowd.",
).show()

# %%
both, only = "covered doctors, others", "covered doctors"
_, scarf, alarms, usual, _ = (
    {name: columns[k] - effects["nothing"][k] for name, columns in effects.items()}
    for k in range(5)
)  # in points, remedy − nothing
look = "most missed look, points: lower threshold −"
Claim(
    "B2",
    {
        "outside drawings": [
            measure(f"{look} outside drawings", gained["outside drawings"]),
            measure(
                "headscarf and scrubs, points: nothing − covered doctors, others", -scarf[both]
            ),
        ],
        "the album's own generator": [measure(f"{look} own generator", gained["own generator"])],
    },
    holds="Outside drawings beat a lower threshold, which needs no picture. Whether the album's "
    "own generator does, five albums can't tell.",
    change_our_mind="a generator that learned from the album alone and reaches outside drawings. "
    "(We looked at five albums first, whose interval almost held 0, and then at ten.)",
).show()

# %%
logistic = pd.DataFrame(results).query("model == 'logistic regression'").set_index("remedy")
picked = {name: 100 * logistic.loc[name, "women by mistake"] for name in ("SMOTE", "nothing")}
Claim(
    "B3",
    {
        "portraits, covered doctors drawn": [
            measure("others with a headscarf called doctors, points", alarms[only]),
            measure("others in the usual crowd called doctors, points", usual[only]),
        ],
        "census, SMOTE": [
            measure(
                "women picked by mistake, points", picked["SMOTE"].values - picked["nothing"].values
            )
        ],
    },
    holds="Others with a headscarf paid, until they were drawn, too; whoever gets a wrong yes "
    "pays. Remedies that did little cost little.",
    change_our_mind="a remedy that helps much, and for which no group pays.",
).show()

# %%
three = 100 * missed[:, rare_besides == 3]  # in a white coat, in scrubs
covered = np.array([*map(elsewhere, range(10), first)]).T
Claim(
    "B4",
    {
        "rare looks in a white coat get missed": [
            measure("missed (%): white coat, three rare traits", three[:, 0], bound=5),
            measure("missed (%): white coat and headscarf", covered[0], bound=5),
        ],
        "unfamiliar looks in scrubs get missed": [
            measure("missed (%): scrubs, three more rare traits", three[:, 1], bound=5),
            measure("missed (%): scrubs and headscarf", covered[1], bound=5),
        ],
    },
    holds="A headscarf was never seen. Scrubs alone were learned, and the coat carried whoever "
    "wore it. (Wrong means more than 5 % missed: our choice.)",
    change_our_mind="ten other albums in which the coat saves nobody. (We looked at five first, "
    "which could not tell, and then at ten.)",
).show()

# %% [markdown]
r"""
These are cartoons, with one generator and one classifier. The census rows are not.

## 12. Go bigger

Pictures of 64 × 64 pixels and larger albums. On a GPU 6 000 people teach a larger generator; on the CPU a small one makes do with 600.
"""


# %%
def larger_album(device, n):
    """24 doctors of all looks, 64 × 64, by a generator that has seen an album of n people."""
    rng = np.random.default_rng(30)
    occupation, traits = clustered_album(n, rng)
    pictures = pixels(dress(occupation, traits, rng), size=64)[np.newaxis]
    size = {"kept": 128, "hidden": 512, "steps": 6000} if device != "cpu" else {"steps": 500}
    large = Flow(rng, device=device, **size)
    params = large.fit(pictures, conditions_of(occupation, 2 * traits - 1)[np.newaxis])
    wanted = conditions_of(np.zeros(24, int), np.resize(2 * LOOKS - 1, (24, 4)))
    return large.sample(params, wanted[np.newaxis], rng, 0.8)[0]


bigger = on_best_device(larger_album, big=6000, small=600)

# %%
if bigger is not None:
    fig = draw_album(bigger.reshape(-1, 64, 64, 3), "Larger pictures, asked for all looks in turn")
    show(
        fig, "Two rows of twelve doctors of 64 by 64 pixels, drawn by a generator, with all looks."
    )

# %% [markdown]
r"""
## 13. Go wider

Skew and dose together, with three albums for each. They share one audit and the drawings, so the intervals are about the album only.
"""

# %%
shares, few_doses = [1, 2, 5, 10, 20], [0, 20, 50, 200]
grid = np.array(
    [[misses(rare, dose).max(axis=1) for dose in few_doses] for rare in progress(shares, 5)]
)

# %%
fig, ax = canvas(
    "A few drawings lower the worst miss",
    "doctors with each rare trait (%)",
    "most missed look (%)",
)
for column, dose in enumerate(few_doses):
    values, beside = grid[:, column], np.array(shares) * 1.05 ** (column - 1.5)
    ax.errorbar(beside, values.mean(axis=1), interval_reach(values), capsize=3, label=dose)
ax.set(xscale="log", xticks=shares, xticklabels=shares, ylim=(-4, 118))
ax.minorticks_off()
ax.legend(title="outside drawings", ncols=4, loc="upper right")
show(
    fig,
    "Most missed look against the share of each rare trait, from 1 to 20 per cent: without "
    "drawings it falls from almost all to few; drawings lower it, most where the share is small.",
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

- Buolamwini and Gebru, *Gender shades*, [PMLR 81 (2018)](https://proceedings.mlr.press/v81/buolamwini18a.html): the audit that made slicing known.
- Sagawa et al., *Distributionally robust neural networks for group shifts*, [arXiv 1911.08731](https://arxiv.org/abs/1911.08731): worst groups, and shortcuts.
- Luccioni et al., *Stable bias*, [arXiv 2303.11408](https://arxiv.org/abs/2303.11408): occupations in real image generators.
- Ding et al., *Retiring Adult*, [arXiv 2108.04884](https://arxiv.org/abs/2108.04884): what is wrong with the census rows.

**What we left out, and why.** Photographs of people: whoever labels them guesses who somebody is. And the question of what share is *right*: that is for people to settle, not for a
measurement.
"""
