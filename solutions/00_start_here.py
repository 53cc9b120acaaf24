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

A lesson of this course is a page that you run. You guess what will happen, run a cell, look, and find out why. This short
one shows how that feels, so that nothing gets in your way later.

**You'll find out** what thirty photocopies do to a face, how exercises and guesses work, and where to turn when stuck.
**You'll need** some Python: a function, an array, a loop.

Click on the first cell below and press **Shift + Enter**, then again on the next one, and so on down the page.
"""

# %% tags=["set-up"]
# [[set-up]]
from course_utils import begin

check = begin("00_start_here")

# %% tags=["cover"]
from course_utils import Slider, explore
from course_utils.photocopies.pages import draw_beside, photocopy_portrait

pages = photocopy_portrait(30)
explore(lambda copy: draw_beside(pages, copy), copy=Slider("copy", 0, 30, 30))

# %% [markdown]
r"""
Move the slider. Copy 1 is a copy of the photograph, copy 2 is a copy of copy 1, and so on. The copier throws 300 000 dots of
ink at a white page of 96 × 96 pixels, and a pixel's chance of each dot is its share of the ink on the page before. So where does the
face go? That is lesson 1. This one is about how to find out.

## Guess first

Before a surprise, a lesson asks for your guess. Nobody else sees it. It is there because a guess that turns out wrong is
what you will remember. What comes out stays covered until you have guessed.
"""

# %%
from course_utils import predict

guess = predict("How much of copy 30 is blank, without a single dot?", "%", low=0, high=100)
return_guess = predict(
    "Does a blank pixel get ink again in a later copy?", options=["never", "now and then", "often"]
)

# %% [markdown]
r"""
## What a check can say

To find out, you need a function. In `pages[30]` stands, for each pixel, how many dots it has. Somebody has written
the wrong function. The line `@check` tries the function on examples as soon as the cell runs, and says what it noticed.
"""

# %%
import numpy as np


@check("blank_share")
def blank_share(page):
    """The share of a page's pixels that have no ink at all: np.array([[0, 3, 0, 1]]) -> 0.5"""
    return np.max(page)


# %% [markdown]
r"""
**✎ Not yet** means that the function runs, but its answer is off. **■ Stopped** is for functions that don't get to an answer: an
error, or a loop that never ends. You see your own line, not ours.
"""


# %%
@check("blank_share")
def blank_share(page):
    """The share of a page's pixels that have no ink at all: np.array([[0, 3, 0, 1]]) -> 0.5"""
    return np.mean(paper)


# %% [markdown]
r"""
### Exercise: the blank share  ●○○  2 minutes

Now it is your turn. Run the cell as it is, and it says **○ To do**, which is not a mark but where you are. Open a hint if you
want one. *Our version* is there too, and looking at it is not cheating. Until an exercise passes, the lesson goes on with our
version, so that what comes after still works. Replace the `...` by your line, run the cell again, and get to **✔ Passed**.
"""


# %%
@check("blank_share")
def blank_share(page):
    """The share of a page's pixels that have no ink at all: np.array([[0, 3, 0, 1]]) -> 0.5"""
    ### BEGIN SOLUTION
    return np.mean(page == 0)
    ### END SOLUTION


# %% [markdown]
r"""
Some exercises ask for a value instead. There you replace the `...` in a line like `answer = ...`, and the line below it
checks it. Of several answers the one that ran last counts. And now your first guess.
"""

# %%
guess.compare(100 * blank_share(pages[30]))

# %% tags=["folded"]
# @title The blank share of every copy, and your guess
from course_utils import canvas


def draw_shares(guessed):
    """The blank share of every copy, with the guess beside it."""
    fig, ax = canvas("Each copy leaves more of the paper blank", "copy", "blank pixels (%)")
    ax.plot([100 * blank_share(page) for page in pages], label="measured")
    if guessed is not None:
        ax.plot(30, guessed, "X", markersize=11, label="your guess")
    ax.legend()
    return fig


guess.reveal(draw_shares, "The share of blank pixels rises with every copy, from almost none.")

# %% [markdown]
r"""
To the eye it looks like more, because much of the page is pale. Pale is not blank. And the second guess: how many pixels were
blank on one page and have ink on the next?
"""

# %%
filled = [np.sum((old == 0) & (new > 0)) for old, new in zip(pages, pages[1:])]
return_guess.compare("never" if sum(filled) == 0 else "now and then")

# %% [markdown]
r"""
A pixel that has lost its last dot has no chance of getting another. What a copy has lost, no later copy can find.

## This machine

Everything runs on the machine that the next cell describes. No lesson needs more than two cores and 2 GB of memory, and none
needs a GPU.
"""

# %% tags=["nbval-ignore-output"]
from course_utils import describe_machine

print(describe_machine())

# %% [markdown]
r"""
## If you are stuck

You can run a cell as often as you like, change it, and run it again. A red box with `NameError` mostly means that an earlier
cell has not run yet, as after a restart of the kernel: choose **Run > Run All Above Selected Cell**. One with `SyntaxError` means a
missing bracket or colon, often in the line above. Every lesson reaches its last cell, however many exercises are still open.

A check that puzzles you has hints, and *Our version* under them. The folder `solutions/` has the same lessons with every answer
and every picture. Anything else is a fault of ours: [tell us]([[issues]]), with the cell and what you saw. Please don't paste
your name or your data.

One question before you go. Open the answer you believe in, then the others: each explains itself.
"""

# %%
from course_utils import quiz

quiz("00_start_here")

# %% tags=["score"]
check.score()

# %% [markdown]
r"""
That was all. Go on to [lesson 1, the photocopy of a photocopy](01_photocopies.ipynb).
"""
