# ---
# jupyter:
#   course:
#     question: "How does this work?"
#     minutes: 10
#     cpu_seconds: 10
#     memory_mb: 400
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
r"""
# Start here

[[badges]]

[[budget]]

A lesson of this course is a page that you run. You guess what will happen, run a cell, look, and find out why. This
short one shows how that feels, so that nothing gets in your way later.

**You'll find out** how a cell runs, what a check can say to you, what this machine has, and where to turn when stuck.
**You'll need** some Python: a function, a list, a loop. Nothing else.
"""

# %% [markdown]
r"""
## Run a cell

Click on the grey cell below and press **Shift + Enter**. It runs, and the next cell is selected. Every lesson opens
with a cell like this one: where the course is installed it only prepares the lesson, and elsewhere (on Colab, say) it
fetches the course first.
"""

# %% tags=["set-up"]
# [[set-up]]
from course_utils import begin

check = begin("00_start_here")

# %% [markdown]
r"""
A cell shows the value of its last line.
"""

# %%
1 + 1

# %% [markdown]
r"""
You can run a cell as often as you like, change it, and run it again. If you ever lose track of what has run, choose
**Run > Restart Kernel and Run All Cells**. Every lesson reaches its last cell, however many exercises are still open.
"""

# %% [markdown]
r"""
## The four things a check can say

An exercise is a function with a hole in it, under a line that begins with `@check`. That line tries your function on
examples as soon as the cell runs. Here the hole is still open.
"""


# %%
@check("average")
def average(numbers):
    """The mean of a list of numbers: [1, 2, 6] -> 3.0"""
    ...  # your code here


# %% [markdown]
r"""
**○ To do** is not a mark. It says where you are. Open a hint if you want one; *Our version* is there too, and looking
at it is not cheating. Until an exercise passes, the lesson goes on with our version of the function, so that what
comes after still works:
"""

# %%
average([1, 2, 6])

# %% [markdown]
r"""
Next, somebody has filled the hole with the wrong thing. The check says what it noticed.
"""


# %%
@check("average")
def average(numbers):
    """The mean of a list of numbers: [1, 2, 6] -> 3.0"""
    return sum(numbers)


# %% [markdown]
r"""
**✎ Not yet** means that the function runs, but its answer is off. The third state is for functions that don't get to
an answer: an error, or a loop that never ends. You see your own line, not ours.
"""


# %%
@check("average")
def average(numbers):
    """The mean of a list of numbers: [1, 2, 6] -> 3.0"""
    return sum(numbers) / length(numbers)


# %% [markdown]
r"""
### Exercise: the mean  ●○○  2 minutes

**■ Stopped** was the third. Now get to the fourth: replace the `...` by a line that returns the mean.
"""


# %%
@check("average")
def average(numbers):
    """The mean of a list of numbers: [1, 2, 6] -> 3.0"""
    ### BEGIN SOLUTION
    return sum(numbers) / len(numbers)
    ### END SOLUTION


# %% [markdown]
r"""
Some exercises ask for a value instead. There you replace the `...` in a line like `answer = ...`, and the line below it
checks it.

## Guess first

Before a surprise, a lesson asks for your guess. Nobody sees it and nothing is sent anywhere. It is there because a
guess that turns out wrong is what you'll remember. Move the slider, or type into the field beside it.
"""

# %%
from course_utils import predict

guess = predict(
    "Of 23 people in a room, how likely is it that two share a birthday?", "%", low=0, high=100
)

# %%
import numpy as np

rng = np.random.default_rng(1)
birthdays = np.sort(rng.integers(0, 365, (20_000, 23)))
shared = (np.diff(birthdays) == 0).any(axis=1)
guess.compare(100 * shared.mean())

# %% [markdown]
r"""
## Look at a figure

Why so often? Because 23 people make 253 pairs, and all of them miss with a chance of (364/365)²⁵³, one half. Figures show how it depends on the
number, with their uncertainty, and with a sentence for those who can't see them.
"""

# %%
from course_utils import canvas, plot_law, show

people, rng = np.arange(2, 61), np.random.default_rng(2)
rooms = [np.sort(rng.integers(0, 365, (2000, k))) for k in people]
chance = np.array([(np.diff(days) == 0).any(axis=1).mean() for days in rooms])
error = 1.96 * np.sqrt(chance * (1 - chance) / 2000)
exact = 1 - np.cumprod(1 - np.arange(60) / 365)

fig, ax = canvas("Among 23 people it is about one half", "people in the room", "chance (%)")
bars = dict(yerr=100 * error, fmt="o", markersize=4, elinewidth=1)
ax.errorbar(people, 100 * chance, **bars, label="2 000 rooms each, 95 % interval")
plot_law(ax, people, 100 * exact[people - 1], "exact")
ax.legend(loc="lower right")
show(
    fig,
    "The chance of a shared birthday rises in an S from 0 to almost 100 % at 60 people, passing "
    "one half at 23; the dots lie on the exact curve.",
)

# %% [markdown]
r"""
## This machine

Everything runs on the machine that this sentence describes. No lesson needs more than two cores and 2 GB of memory. A
GPU is never needed; each lesson has one cell that uses it if there is one.
"""

# %% tags=["nbval-ignore-output"]
from course_utils import describe_machine

print(describe_machine())

# %% [markdown]
r"""
## If you are stuck

A red box with `NameError` nearly always means that an earlier cell has not run yet, as after a restart of the kernel.
Choose **Run > Run All Above Selected Cell**, and nothing is lost. A check that puzzles you has hints, and *Our version* under them; each of
`solutions/` is the same lesson with every answer and every picture. Anything else is a fault of ours: open an issue at
the address in the README, with the cell's number and what you saw. Please don't paste your name or your data.

One question before you go. Open the answer you believe in, then the others: each explains itself.
"""

# %%
from course_utils import quiz

quiz("00_start_here")

# %% [markdown]
r"""
## How did it go?
"""

# %% tags=["score"]
check.score()

# %% [markdown]
r"""
That was all. Go on to [lesson 1, the photocopy of a photocopy](01_photocopies.ipynb).
"""
