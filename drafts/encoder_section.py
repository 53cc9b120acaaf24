# %% [markdown]
r"""
## C. Distil a sentence encoder

Now you distil a real model. *all-MiniLM-L6-v2* (Apache 2.0; 23 million parameters, six transformer layers) turns a text
into 384 numbers, so that texts of like meaning get like numbers. The task: given the first paragraph of a docstring,
find the rest of it. The texts are from Python's standard library (PSF licence). Development and test share no module,
and the student learns from 26 other packages, which share no phrase of eight words with the standard library.
"""

# %%
from course_utils.data_docstrings import load_docstrings, ndcg, share_kept
from course_utils.distilled.vectors import teacher_vectors, training_pairs, training_targets
from course_utils.models.encoder import encode, load_encoder

big, test = load_encoder(), load_docstrings("test")
asked, told = teacher_vectors("test")
print(len(test), "queries. One:", textwrap.shorten(test.queries[7], 90))
print("To find:", textwrap.shorten(test.documents[7], 90))
few = slice(0, 663, 28)
live = encode(big, test.queries[few])
cosines = (live * asked[few]).sum(axis=1)
print("Shipped and live vectors agree:", bool((cosines > 0.999).all()))

# %% [markdown]
r"""
Encoding all these texts takes minutes, so the teacher's vectors travel with the course, and you have just checked some.
Vectors have length 1, so a dot product is a cosine: the score of a query and a document. The student is as plain as can
be: a table with one vector for each of the teacher's 30 522 tokens. A text is the mean of its tokens, and word order is
lost.
"""

# %%
kept_guess = predict("How much of the teacher's score will the table keep?", "%", low=0, high=100)

# %% [markdown]
r"""
### Exercise: text_vectors  ●●○  4 minutes
"""


# %%
@check("text_vectors")
def text_vectors(table, texts):
    """Unit vectors of texts: the mean of their tokens' rows, scaled to length 1.

    table: (tokens, d), texts: a list of arrays of token numbers -> (texts, d)
    """
    ### BEGIN SOLUTION
    means = np.stack([table[tokens].mean(axis=0) for tokens in texts])
    return means / np.linalg.norm(means, axis=1, keepdims=True)
    ### END SOLUTION


# %% [markdown]
r"""
The table starts from the teacher's own word vectors: frequent tokens count less, and one linear map turns the means
towards the teacher's sentence vectors (their 256 main directions). Then it is trained on 16 000 texts: each vector should
point where the teacher's does, and any two texts should be as alike as the teacher finds them. No label is used. We
train three, with different batches.
"""

# %%
from course_utils.models.static_student import bags_of, first_table, train_table

lessons_of = training_pairs()
bags = bags_of(big, lessons_of.queries + lessons_of.documents)
targets = np.concatenate(training_targets())
start = first_table(big, bags, targets)
trained = progress((train_table(start, bags, targets, seed) for seed in (1, 2, 3)), 3)
tables = [table for table, losses in trained]

# %%
from course_utils.models.reranker import first_stage

ask_bags, tell_bags = bags_of(big, test.queries), bags_of(big, test.documents)


def similarities(table):
    """The student's scores of the test, (queries, documents)."""
    sides = [text_vectors(table, np.split(b.tokens, b.starts[1:-1])) for b in (ask_bags, tell_bags)]
    return sides[0] @ sides[1].T


words = first_stage(test)  # TF-IDF, without any learning
alone = np.array([ndcg(similarities(table)) for table in tables])
hybrid = np.array([ndcg(similarities(table) + words) for table in tables])
best = ndcg(asked @ told.T)

# %% [markdown]
r"""
Words help: to find "the file descriptor", look for those very words. So the *hybrid* adds the student's cosine and that
of TF-IDF, one to one, as chosen on the development split. The peers: model2vec reduces the same teacher to a table of
the same shape without reading any text; a second recipe, after tokenlearn, trains that table on the teacher's vectors; and
one student never meets a teacher, and learns from the same pairs which document belongs to which query.
"""

# %%
from course_utils.distilled.peers import peer_scores
from course_utils.distilled.peers import train_on_pairs

peers = peer_scores()  # three seeds each, 300 steps without a teacher; here is one of 100
untaught = ndcg(similarities(train_on_pairs(bags, len(lessons_of), seed=1, steps=100)))
print("without a teacher, live:", share_kept(untaught, best), "of the teacher's score")
# %%
rivals = {
    "teacher + TF-IDF": ndcg(asked @ told.T + words),
    "hybrid: student + TF-IDF": hybrid,
    "student": alone,
    "after tokenlearn": peers["tokenlearn-like, 400 steps"],
    "TF-IDF alone": ndcg(words),
    "same table, no teacher": peers["the same table, no teacher"],
    "model2vec": peers["model2vec"],
}

# %%
fig, ax = canvas("A table keeps most of it", "nDCG@10 as a share of the teacher's (%)", "")
for place, (name, scores_of) in enumerate(reversed(rivals.items())):
    share = share_kept(scores_of, best)
    ax.plot([100 * share.low, 100 * share.high], [place, place], color=BLUE, lw=3, alpha=0.5)
    ax.plot(100 * share.estimate, place, "o", color=BLUE)
ax.axvline(100, color=INK, lw=1)
ax.set_yticks(range(len(rivals)), list(rivals)[::-1])
show(
    fig,
    "Shares of the teacher's score, with intervals. Teacher with TF-IDF lies about at 100 %; the "
    "hybrid student comes next; the student alone, TF-IDF alone and the other tables follow.",
)

# %% [markdown]
r"""
The bars are 95 % intervals over queries, drawn again in pairs with the teacher's. Note who else stands there: TF-IDF,
which learned nothing, and the teacher *with* TF-IDF. A hybrid compared with a bare teacher gets a head start.

## How small, how fast?

The directions are sorted, so a narrower student is the first columns of the table. One byte a number makes it four times
smaller again.
"""

# %%
from course_utils.models.static_student import quantise

widths = [32, 64, 128, 192, 256]
narrow = {w: [ndcg(similarities(table[:, :w]) + words) for table in tables] for w in widths}
parameters = {width: start.shape[0] * width / 22_713_216 for width in widths}
numbers, scale = quantise(tables[0])
rounded = ndcg(similarities(numbers * scale.astype(np.float32)) + words)
bytes_ratio = 90_868_376 / (numbers.nbytes + scale.nbytes)
print(f"bytes: 1/{bytes_ratio:.1f} of the teacher's")
print("share of the score that rounding keeps:", share_kept(rounded, hybrid[0]))

# %%
fig, ax = canvas("More width, more kept", "parameters (% of the teacher's)", "score kept (%)")
kept_by = [share_kept(np.array(narrow[width]), best) for width in widths]
xs = [100 * parameters[width] for width in widths]
ax.plot(xs, [100 * k.estimate for k in kept_by], "o-", label="hybrid student, by width")
ax.fill_between(xs, [100 * k.low for k in kept_by], [100 * k.high for k in kept_by], alpha=0.2)
ax.plot([27.7, 24.1], [94.6, 92.5], "s", color=RED, label="printed: turbo and tiny (rerankers)")
ax.legend(loc="lower right")
show(
    fig,
    "Score kept against parameters for widths of 32 to 256: rising and flattening. The two printed "
    "rerankers lie near the curve, inside its band or close to it.",
)

# %%
from course_utils.costs import take_turns
from course_utils.models.static_student import as_encoder

small = as_encoder(big, tables[0])
every = test.queries + test.documents
some = every[::28]
works = {
    "teacher": lambda: encode(big, some),
    "hybrid": lambda: (encode(small, every, batch=1024), first_stage(test)),
}
seconds = take_turns(works, 3)
speeds = (seconds["teacher"] / len(some)) / (seconds["hybrid"] / (2 * len(test)))
print("The hybrid encodes more than 100 times as many texts a second:", bool(speeds.min() > 100))

# %% [markdown]
r"""
## More data, or more kinds of data?

The same student, taught with 600 pairs of one package, with 600 from all packages, and with all 8 000.
"""

# %%
modules = np.array(lessons_of.modules)
torch_only = np.flatnonzero(modules == "torch")[:600]
rows_of = {"600 of torch": torch_only, "600 of all": np.arange(600)}


def learn_from(rows, seed):
    """nDCG@10 (queries,) of a student that was taught with these pairs only."""
    both = np.concatenate([rows, rows + 8000])
    chosen, goals = bags.take(both), targets[both]
    table, losses = train_table(first_table(big, chosen, goals), chosen, goals, seed)
    return ndcg(similarities(table))


jobs = [(name, seed) for name in rows_of for seed in (1, 2, 3)]
learned = [learn_from(rows_of[name], seed) for name, seed in progress(jobs, len(jobs))]
by_data = {"600 of torch": learned[:3], "600 of all": learned[3:], "8 000 of all": alone}
for name, scores_of in by_data.items():
    print(f"{name:13} {share_kept(np.array(scores_of), best)} of the teacher's score")

# %%
from course_utils.claims import Finding, measure

gain = share_kept(alone, rivals["same table, no teacher"])
kinds = share_kept(np.array(by_data["600 of all"]), np.array(by_data["600 of torch"]))
more = share_kept(alone, np.array(by_data["600 of all"]))
ceiling = share_kept(hybrid, rivals["teacher + TF-IDF"])
quarter = share_kept(np.array(narrow[192]), best)
# %%
encoder_findings = {
    "D1": [
        Finding("encoder's student + TF-IDF: share of the score", share_kept(hybrid, best), 0.95),
        Finding("the same against teacher + TF-IDF", ceiling, 1, above=False),
        measure("times as many texts a second", speeds, bound=100),
        measure("times as small, a byte a number", bytes_ratio, bound=11),
    ],
    "D2": [
        Finding("8 000 pairs against 600 (ratio of scores)", more, 1),
        Finding("600 pairs of 26 packages against 600 of one", kinds, 1),
        Finding("share kept at 25.8 % of the parameters", quarter, 0.946),
    ],
    "D4": [Finding("taught against untaught table (ratio of scores)", gain, 1)],
}

# %% [markdown]
r"""
## Go bigger

A student with three of the teacher's six layers keeps word order. A GPU trains it in minutes; a CPU only shows
that it starts, on a few short texts.
"""

# %%
from course_utils.devices import on_best_device
from course_utils.models.layer_student import fewer_layers, train_layers


def train_half(device, steps):
    """Three of six layers, trained on batches of eight short texts: the loss at every step."""
    half = fewer_layers(big).to(device)
    return train_layers(half, lessons_of.queries, targets[:8000], 1, steps, batch=8)[1]


losses = on_best_device(train_half, big=8000, small=5)
print("The loss is finite:", bool(np.isfinite(losses).all()))
