# %% [markdown]
r"""
## A. What is printed

The article (Jina AI 2024) prints what two distilled *rerankers* score, beside their teacher and others. A reranker gets
texts that a cheap search has found, and puts them in a better order. The score is nDCG@10: 1 if the right text stands
first, less the further down it stands, and 0 below the tenth place. How much of the teacher do its students keep?

### Exercise: retained  ●○○  3 minutes
"""


# %%
@check("retained")
def retained(scores, sizes, teacher):
    """What share of the teacher's score each model has, and what share of its parameters.

    scores, sizes: (n,); teacher: the teacher's place in both -> two arrays (n,), 1 for the teacher
    """
    ### BEGIN SOLUTION
    return scores / scores[teacher], sizes / sizes[teacher]
    ### END SOLUTION


# %%
from course_utils.published import EMBEDDERS, LEFT_OUT, RERANKERS

fig, panels = canvases(["Embedding models", "Rerankers"], "parameters (millions)", "printed score")
for ax, rows in zip(panels, [EMBEDDERS, RERANKERS + LEFT_OUT], strict=True):
    for model in rows:
        color = BLUE if model.teacher else ORANGE if model in LEFT_OUT else INK
        ax.plot(model.millions, model.score, "o" if model.teacher else "s", color=color)
        put = (-11, "center") if "tiny" in model.name else (5, "center")
        put = (-9, "left") if "xsmall" in model.name else put
        label = model.name.replace("-reranker-v1", "").removesuffix("-en")
        spot, style = (model.millions, model.score), {"fontsize": 7, "textcoords": "offset points"}
        ax.annotate(label, spot, xytext=(0, put[0]), ha=put[1], **style)
    ax.set(xscale="log")
    ax.xaxis.set_major_formatter("{x:.0f}")
    ax.margins(x=0.4, y=0.12)
show(
    fig,
    "Printed scores against parameters. The largest embedding model has the lowest score. Of the "
    "rerankers, the teacher is best; its two students, a quarter of its size, score about as much "
    "as others that are larger, and as two models that are smaller still.",
)

# %%
printed = {model.name: model for model in RERANKERS}
scores = np.array([model.score for model in printed.values()])
sizes = np.array([model.millions for model in printed.values()])
kept, small = retained(scores, sizes, teacher=0)
for name, score, size in zip(printed, kept, small, strict=True):
    note = ", distilled" if printed[name].teacher else ""
    print(f"{name + note:38} {score:6.1%} of the score, {size:6.1%} of the parameters")

# %% [markdown]
r"""
Impressive; but no intervals, and one run each. Orange: two rows of the same table on the maker's model card that the
article leaves out, smaller still and about as good.

### Exercise: missing_baseline  ●○○  2 minutes

Somebody says: the table proves that *distillation* made the small rerankers good. Which model is missing, to tell?

- A: a larger teacher
- B: the same student, distilled at half its size
- C: the same small network, trained on the same texts for as long, without the teacher
- D: the same models, measured on more data sets
"""

# %%
### BEGIN SOLUTION
missing_baseline = "C"
### END SOLUTION
missing_baseline = check("missing_baseline", missing_baseline)

# %% [markdown]
r"""
## B. A reranker of our own

TF-IDF finds fifty texts for each query. Our teacher reads query and text with its six layers and makes a vector of each
token; the score is the mean, over the query's tokens, of the cosine with the most alike token of the text (*late
interaction*, Khattab and Zaharia 2020). Reading all texts takes minutes, so these scores travel with the course. The
next cell computes two queries' anew, to see that they are the same.
"""

# %%
from course_utils.data_docstrings import load_docstrings, ndcg
from course_utils.models import reranker

pairs = {split: load_docstrings(split) for split in ("train", "development", "test")}
found = {split: reranker.load_scores(split) for split in pairs}
words = {split: reranker.first_stage(pairs[split]) for split in pairs}
letters = {split: reranker.first_stage(pairs[split], letters=True) for split in pairs}
again = reranker.teach(encoder, pairs["train"], found["train"][0], [0, 1])
print("The same scores:", np.allclose(again, found["train"][1][:2], atol=0.002))

# %% [markdown]
r"""
The student has no layers. It keeps the teacher's own table of tokens, squeezed to a few numbers a token (`compress`;
nothing is trained), compares tokens in the same way in both directions, and adds what TF-IDF says of words and of
pieces of words. What it learns are four weights. Its lesson is the teacher's scores, *softened* to shares that add up to
1: it never sees which text is right.

For comparison, the missing baseline: the same student, without the teacher's scores, told which text is right. And one
without the table.
"""


# %%
def known_of(split, width):
    """What a student with a table of this width knows of each candidate: (queries, 50, 4)."""
    small = reranker.compress(encoder, width, pairs["train"].documents)
    return reranker.features(small, pairs[split], found[split][0], words[split], letters[split])


def graded(split, new):
    """nDCG@10 of each query, if its candidates are put in the order of these new scores."""
    return ndcg(reranker.reranked(new, found[split][0], len(pairs[split])))


widths, temperatures = [8, 16, 32, 64, 128], [0.01, 0.02, 0.05, 0.1]
trials = {}
for width in progress(widths, len(widths)):
    train, new = known_of("train", width), known_of("development", width)
    for t in temperatures:
        weights = reranker.fit_weights(train, reranker.soften(found["train"][1], t))
        trials[width, t] = graded("development", new @ weights)
best_trial = max(trials, key=lambda trial: trials[trial].mean())
print("Best on development: width {}, temperature {}".format(*best_trial))

# %% [markdown]
r"""
All this was chosen on the *development* split. Now the test, once. Three times we draw anew which questions the students
learn from.
"""

# %%
width, t = best_trial
answer = (found["train"][0] == np.arange(len(pairs["train"]))[:, None]).astype(float)
train, new = known_of("train", width), known_of("test", width)
soft = reranker.soften(found["train"][1], t)
lessons = {"student, distilled": (soft, 4), "student, answers": (answer, 4)}
lessons["no table, answers"] = (answer, 2)
results = {"TF-IDF": graded("test", new[..., 0]), "teacher": graded("test", found["test"][1])}
runs = {name: [] for name in lessons}
for name, (wanted, count) in lessons.items():
    for seed in (1, 2, 3):
        rows = np.random.default_rng(seed).integers(0, len(train), len(train))
        weights = reranker.fit_weights(train[rows][..., :count], wanted[rows])
        runs[name].append(graded("test", new[..., :count] @ weights))
    results[name] = np.mean(runs[name], axis=0)


# %%
def spread(statistic, seed=0):
    """A statistic with its 95 % interval: the test's queries drawn anew 2000 times."""
    rng, n = np.random.default_rng(seed), len(pairs["test"])
    drawn = [statistic(rng.integers(0, n, n)) for _ in range(2000)]
    return Interval(float(statistic(np.arange(n))), *map(float, np.quantile(drawn, [0.025, 0.975])))


def share_of_teacher(name):
    """The share of the teacher's nDCG@10 that a reranker keeps, with its interval."""
    own, best = results[name], results["teacher"]
    return spread(lambda rows: own[rows].mean() / best[rows].mean())


share = {name: share_of_teacher(name) for name in results}
whole = sum(weight.numel() for weight in encoder.parameters())
for name, interval in share.items():
    print(f"{name:20} nDCG@10 {results[name].mean():.3f}, of the teacher's {interval}")

# %%
own = (30522 * (width + 1) + 4) / whole
places = {"student, distilled": (own, RED, "D"), "student, answers": (0.93 * own, GREEN, "s")}
x, y = "share of the teacher's parameters", "share of the teacher's score"
fig, ax = canvas("Our student beside the printed ones", x, y)
ax.plot(small[1:3], kept[1:3], "o", color=BLUE, label="printed: turbo and tiny")
for name, (x, color, marker) in places.items():  # the second a little to the left, to be seen
    i = share[name]
    ax.plot([x, x], [i.low, i.high], "-", color=color)
    ax.plot(x, i.estimate, marker, color=color, label=f"ours: {name}")
ax.plot(1, 1, "*", color=INK, markersize=12, label="each one's teacher")
for name, style in [("TF-IDF", ":"), ("no table, answers", "--")]:
    ax.axhline(share[name].estimate, linestyle=style, color=FAINT, label=f"ours: {name}")
ax.set(xscale="log", xlim=(0.03, 1.4))
ax.xaxis.set_major_formatter("{x:.0%}")
ax.legend(loc="lower right", bbox_to_anchor=(1, 0.04))
show(
    fig,
    "Share of the teacher's score against share of its parameters: the printed students near 0.25 "
    "and 0.93; ours left of them, at less than a tenth of the parameters, with intervals. Lines "
    "for TF-IDF alone and for a reranker without a table lie below.",
)

# %% [markdown]
r"""
On another task, with another teacher: the picture compares shares only. Our student keeps nearly all of the teacher with
less than a tenth of its parameters. But look at the baselines. Weights on TF-IDF alone come near; and the same student
*told the answers* is, if anything, better than the one that copied the teacher's scores. Distillation earns its keep where
nobody has labelled the answers: it needs questions only. Both students use the
teacher's table.

### Exercise: honest_and_flattered  ●●○  4 minutes

We tried twenty settings. What if we had chosen among them by the test itself?
"""


# %%
@check("honest_and_flattered")
def honest_and_flattered(development, test):
    """Test scores of two settings: of the best on development, and of the best on the test itself.

    development: (settings, queries), test: (settings, other queries), scores -> two numbers
    """
    ### BEGIN SOLUTION
    chosen = development.mean(axis=1).argmax()
    on_test = test.mean(axis=1)
    return on_test[chosen], on_test.max()
    ### END SOLUTION


# %%
every, draws = np.stack(list(trials.values())), np.random.default_rng(4)
for size in (20, 50, 130):  # halves of the development split, so that the test stays unseen
    halves = [draws.permutation(every.shape[1])[: 2 * size] for _ in range(500)]
    both = [honest_and_flattered(every[:, h[:size]], every[:, h[size:]]) for h in halves]
    honest, flattered = np.mean(both, axis=0)
    print(f"{size:4} queries: chosen by the test, nDCG@10 looks {flattered - honest:.3f} better")

# %% [markdown]
r"""
## C. Cheaper, counted how?

Operations are multiplications and additions. Here they are, for one query and its fifty texts. How many times *faster*
will the student be?
"""

# %%
from course_utils import costs

student = reranker.compress(encoder, width, pairs["train"].documents)
query, chosen_texts = (
    pairs["test"].queries[0],
    [pairs["test"].documents[k] for k in found["test"][0][0]],
)
asked, *lengths = map(len, student.tokens([query, *chosen_texts]))
operations = {
    "teacher": sum(costs.transformer_operations(n + 2, 6, 384, 1536) for n in [asked, *lengths]),
    "student": costs.match_operations(asked, sum(lengths), width),
}
operations_ratio = operations["teacher"] / operations["student"]
print(f"The teacher does {operations_ratio:,.0f} times the operations.")
speed_guess = predict("How many times faster is the student?", "times", low=1, high=20000)


# %% tags=["nbval-ignore-output"]
def ask_teacher():
    """Read the query and all fifty texts, and compare."""
    asked, *texts = reranker.read_tokens(encoder, [query, *chosen_texts])
    return reranker.late_interaction(asked, texts)


def ask_student():
    """Cut the same texts into tokens, look them up, and compare."""
    asked, *texts = student.tokens([query, *chosen_texts])
    return student.compare(asked, texts)


works = {"teacher": ask_teacher, "student": ask_student}
work = costs.take_turns(works, rounds=3)
wait = costs.take_turns(works, rounds=1, clock=time.perf_counter)
faster = work["teacher"] / work["student"]
stored = {"teacher": 4 * whole, "student": 2 * (student.table.size + student.weights.size)}
print(
    f"CPU time: {np.median(faster):,.0f} times less, operations {operations_ratio:,.0f} times less"
)
for name in works:
    milliseconds, megabytes = 1000 * wait[name][0], stored[name] / 1e6
    print(f"{name}: one query waits {milliseconds:,.0f} ms; {megabytes:.1f} MB of weights")
speed_guess.compare(float(np.median(faster)))

# %% [markdown]
r"""
The speed-up is large, and far smaller than the operations promise. Cutting texts into tokens and fetching rows are no
multiplications, so they were never counted, and for the student they are the work. Count seconds, not operations. (A
teacher that stores the texts' vectors reads only the query: faster too, and it pays in bytes.)

**Cheaper than training from scratch?** That has to count the teacher's reading of the training texts, which the student
with answers does without; neither count has the years of others' computing that made the table. So ask when it pays back.
"""

# %% tags=["nbval-ignore-output"]
WATTS = 15  # assumed, for one busy core; nothing here measures energy
a_text = np.median(work["teacher"]) / 51  # it read a query and fifty texts
lesson_cost = 2 * len(pairs["train"]) * a_text  # each training text once, and each query
saved = np.median(work["teacher"] - work["student"])
print(f"To read the training texts once costs the teacher about {lesson_cost:,.0f} CPU seconds;")
print(f"the student has saved as much after {lesson_cost / saved:,.0f} queries.")
print(f"Estimated, at {WATTS} watts: {1000 * WATTS * saved / 3600:,.1f} Wh less for 1000 queries.")
