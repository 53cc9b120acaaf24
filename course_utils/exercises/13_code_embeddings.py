"""Claims, exercises and quiz of lesson 13, finding code by a sentence."""

import ast
from itertools import zip_longest

import numpy as np

from course_utils.teach.exercise import Exercise
from course_utils.teach.expect import as_array, close, expect, expect_number, expect_unlike
from course_utils.teach.forms import to_letter, to_number, to_text
from course_utils.teach.judges import at_edge, judge_letter
from course_utils.teach.quiz import Option, Question

# id: (what to remember of it, the claim in our words, whose it is)
CLAIMS = {
    "N4": (
        "Templates teach what they cover, little beyond.",
        "Code examples written by a generative model let an embedding model cover obscure features of programming "
        "languages.",
        "Jina AI 2024",
    )
}

# --- mrr -------------------------------------------------------------------------------------------------------------


def mrr(scores, answers):
    """MRR@10: the mean over queries of 1 / the answer's place, where a place beyond 10 counts as 0.

    scores: (queries, documents), higher is better; answers: (queries,) column numbers -> a number
    """
    own = scores[np.arange(len(scores)), answers]
    places = 1 + (scores > own[:, np.newaxis]).sum(axis=1)
    return np.where(places <= 10, 1 / places, 0).mean()


def places_of(scores, answers):
    own = scores[np.arange(len(scores)), answers]
    return 1 + (scores > own[:, np.newaxis]).sum(axis=1)


def score_of(places, cut=10):
    return np.where(places <= cut, 1 / places, 0).mean()


SAME_SCORE = "A document with the very same score isn't higher: it must not push the answer down. Count with `>`."


def judge_mrr(answer, rng):
    places = rng.permutation(np.r_[1:13, 1:11, 10, 30])  # places that tell the mistakes apart
    for documents in (len(places), 40):  # square at first: there, no wrong axis raises
        scores, answers = draw_scores(rng, np.minimum(places, documents), documents)
        judge_score(answer(scores, answers), scores, answers)
    few = np.array([[3, 5, 3, 3]], np.float32)
    tied = at_edge(answer, (few, np.array([2])), "With one query and four documents")
    expect(close(expect_number(tied, "Your MRR@10"), 1 / 2), SAME_SCORE)


def draw_scores(rng, places, documents):
    """Scores with zeros and ties, and answers that stand at these places, or a little higher; one in column 0."""
    scores, queries = rng.normal(size=(len(places), documents)).astype(np.float32), np.arange(len(places))
    answers = np.argsort(-scores, axis=1)[queries, places - 1]
    scores[0, [0, answers[0]]] = scores[0, [answers[0], 0]]
    answers[0] = 0
    return np.where(np.abs(scores) < 0.1, 0, scores), answers


def judge_score(given, scores, answers):
    """Hold a score against the places of these answers."""
    found = as_array(given, "Your MRR@10")
    expect(not np.isinf(found).any(), "Counted from 0, the best place would be 1 / 0. Places start at 1.")
    found, places = expect_number(found, "Your MRR@10"), places_of(scores, answers)
    truth, kept = score_of(places), places <= 10
    queries = np.arange(len(scores))
    own, diagonal = scores[queries, answers], places_of(scores, queries)
    pushed = (scores >= own[:, np.newaxis]).sum(axis=1)
    mistakes = [
        (places.mean(), "That is the mean place. Take 1 / place of each query first, and the mean of those."),
        (1 / places.mean(), "You take the mean of the places, and then its reciprocal. The other way round."),
        (score_of(places, np.inf), "The cut is missing: a place beyond 10 counts as 0."),
        (score_of(places, 9), "Place 10 still counts: `places <= 10`."),
        (score_of(places + 1), "Your places are one too high: the best document has place 1."),
        (score_of(places_of(-scores, answers)), "You count the documents that score *lower*. The highest is best."),
        (kept.mean(), "That is the share of answers among the first ten. MRR asks how near the top they are."),
        (np.mean(places == 1), "That is the share of answers in first place. Later places count as well, but less."),
        ((1 / places[kept]).sum(), "That is the sum. Divide by the number of queries."),
        ((1 / places[kept]).mean(), "You leave out the queries that weren't answered. They count, as 0."),
        ((1 / places[kept]).sum() / scores.shape[1], "Divide by the number of queries, not of documents."),
        (
            np.where(kept, 1 / np.log2(1 + places), 0).mean(),
            "Those are the weights of nDCG, 1 / log2(1 + place). Here a place is worth 1 / place.",
        ),
        (score_of(pushed), SAME_SCORE),
        (score_of(diagonal), "`answers` says which column is each query's: you took query i's as i."),
    ]
    if len(scores) == scores.shape[1]:
        sentence = "Compare a query's own score with its own row: `own[:, np.newaxis]` makes a column of them."
        mistakes.append((score_of(1 + (scores > own).sum(axis=1)), sentence))
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    sentence = "Place: 1 + the number of higher scores. Then 1 / place, 0 beyond 10, and the mean over the queries"
    expect(close(found, truth), f"{sentence}: {truth:.5g} here, and {found:.5g} in yours.")


def mean_place(scores, answers):
    return places_of(scores, answers).mean()


def reciprocal_of_mean(scores, answers):
    return 1 / places_of(scores, answers).mean()


def forget_the_cut(scores, answers):
    return (1 / places_of(scores, answers)).mean()


def cut_too_early(scores, answers):
    places = places_of(scores, answers)
    return np.where(places < 10, 1 / places, 0).mean()


def count_from_zero(scores, answers):
    places = places_of(scores, answers) - 1
    return np.where(places < 10, 1 / places, 0).mean()


def one_too_high(scores, answers):
    places = places_of(scores, answers) + 1
    return np.where(places <= 10, 1 / places, 0).mean()


def lowest_first(scores, answers):
    return mrr(-scores, answers)


def share_in_ten(scores, answers):
    return np.mean(places_of(scores, answers) <= 10)


def share_in_first_place(scores, answers):
    return np.mean(places_of(scores, answers) == 1)


def leave_out_the_lost(scores, answers):
    places = places_of(scores, answers)
    return (1 / places[places <= 10]).mean()


def divide_by_the_documents(scores, answers):
    places = places_of(scores, answers)
    return np.where(places <= 10, 1 / places, 0).sum() / scores.shape[1]


def forget_the_column(scores, answers):
    places = 1 + (scores > scores[np.arange(len(scores)), answers]).sum(axis=1)
    return np.where(places <= 10, 1 / places, 0).mean()


def as_in_ndcg(scores, answers):
    places = places_of(scores, answers)
    return np.where(places <= 10, 1 / np.log2(1 + places), 0).mean()


def ranks_of_each(scores, answers):
    places = places_of(scores, answers)
    return np.where(places <= 10, 1 / places, 0)


def median_instead(scores, answers):
    places = places_of(scores, answers)
    return np.median(np.where(places <= 10, 1 / places, 0))


def look_at_ten_columns(scores, answers):
    best = np.argpartition(-scores, 10, axis=1)[:, :10]
    best = np.take_along_axis(best, np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1), axis=1)
    hits = best == np.reshape(answers, (-1, 1))
    return (hits / np.arange(1, 11)).sum(axis=1).mean()


def count_equals_as_higher(scores, answers):
    own = scores[np.arange(len(scores)), answers]
    places = (scores >= own[:, np.newaxis]).sum(axis=1)
    return np.where(places <= 10, 1 / places, 0).mean()


def take_the_diagonal(scores, answers):
    return mrr(scores, np.arange(len(scores)))


def query_after_query(scores, answers):
    total = 0
    for row, own in zip(scores, answers, strict=True):
        place = 1 + sum(score > row[own] for score in row)
        total += 1 / place if place <= 10 else 0
    return total / len(scores)


def by_sorting(scores, answers):
    own = np.take_along_axis(scores, answers[:, np.newaxis], axis=1)
    order = np.sort(-scores, axis=1)
    places = np.array([np.searchsorted(row, -one[0]) for row, one in zip(order, own, strict=True)])
    return (1 / (1 + places[places < 10])).sum() / len(scores)


MRR = Exercise(
    name="mrr",
    answer=mrr,
    judge=judge_mrr,
    form=to_number("The MRR"),
    minutes=6,
    difficulty=2,
    hints=(
        "`scores[np.arange(len(scores)), answers]` are the scores of the answers themselves, (queries,).",
        "An answer's place is 1 + how many scores in its row are higher.",
        "`np.where(places <= 10, 1 / places, 0)`, and the mean of that.",
    ),
    wrong=(
        (mean_place, "mean place"),
        (reciprocal_of_mean, "other way round"),
        (forget_the_cut, "cut is missing"),
        (cut_too_early, "still counts"),
        (count_from_zero, "Places start at 1"),
        (one_too_high, "one too high"),
        (lowest_first, "score *lower*"),
        (share_in_ten, "among the first ten"),
        (share_in_first_place, "in first place"),
        (leave_out_the_lost, "leave out"),
        (take_the_diagonal, "which column"),
        (divide_by_the_documents, "not of documents"),
        (forget_the_column, "makes a column"),
        (as_in_ndcg, "weights of nDCG"),
        (ranks_of_each, "should be one number"),
        (median_instead, "in yours"),
        (look_at_ten_columns, "With one query and four documents, your function stops"),
        (count_equals_as_higher, "very same score"),
    ),
    right=(query_after_query, by_sorting),
)


# --- rename ----------------------------------------------------------------------------------------------------------


def rename(code, names):
    """The code with its variables, parameters and functions renamed; all else stays as it is.

    code: Python source, names: a dictionary old -> new -> the new source, a string
    """
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
        elif isinstance(node, ast.arg):
            node.arg = names.get(node.arg, node.arg)
        elif isinstance(node, ast.FunctionDef):
            node.name = names.get(node.name, node.name)
    return ast.unparse(tree)


RENAMED = (
    "def {total}({prices}, {rate}={start}):\n    {sum_} = {start}\n    for {price} in {prices}:\n"
    "        {sum_} += {price}.price * {rate}\n    print('the total of all prices is', {sum_})\n"
    "    return total_of({sum_}, rate=1) if {sum_} else {total}({prices}[1:])"
)


def judge_rename(answer, rng):
    old = {name: name.strip("_") for name in ("total", "prices", "rate", "sum_", "price", "start")}
    new = old | {name: f"v{place}" for place, name in enumerate(rng.permutation(list(old)[:-1]))}
    names = {old[name]: new[name] for name in list(old)[:-1]}
    found = renamed(answer, RENAMED.format(**old), names)
    judge_source(found, names)
    expect_same_code(found, RENAMED.format(**new))
    swapped = renamed(answer, "def less(a, b):\n    return a - b", {"a": "b", "b": "a"})
    used = {node.id for node in ast.walk(ast.parse(swapped)) if isinstance(node, ast.Name)}
    sentence = "Asked to swap two names, yours renames one of them twice: look each name up once, all in one walk."
    expect(len(used) == 2, sentence)
    expect_same_code(swapped, "def less(b, a):\n    return b - a")
    alone = "for x in xs:\n    print(x)"
    expect_same_code(renamed(answer, alone, {}), alone)


def renamed(answer, code, names):
    """The source that the answer gives; NotYet if it is none."""
    try:
        found = answer(code, names)
    except KeyError as error:
        expect(error.args[0] in names, f"`{error.args[0]}` isn't in `names`: `names.get(old, old)` leaves it as it is.")
        raise
    except TypeError as error:
        expect("NoneType found" not in str(error), "A name became None: where `names` has none, `names.get(old, old)`.")
        raise
    kind = type(found).__name__
    expect(isinstance(found, str), f"Return source, a string, and yours is of the type {kind}: `ast.unparse(tree)`.")
    try:
        ast.parse(found)
    except (SyntaxError, ValueError):
        expect(False, "Python can't read what you return: was the tree turned into source by `ast.unparse`?")
    return found


def judge_source(found, names):
    """Say which kind of name was left, or was renamed and shouldn't have been."""
    nodes = list(ast.walk(ast.parse(found)))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    changed = any("of all" in text and "the total of all prices is" not in text for text in texts)
    expect(not changed, "You changed the text in quotes. Only names change.")
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    sentence = "You changed what follows a dot: an attribute is not a variable."
    expect(names["price"] not in attributes, sentence)
    words = {node.arg for node in nodes if isinstance(node, ast.keyword)}
    sentence = "You renamed the word before `=` in a call, which belongs to the function that is called: it stays."
    expect(names["rate"] not in words, sentence)
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    longer = "You changed a part of a longer name: `total_of` is another function than `total`."
    expect(f"{names['total']}_of" not in used, longer)
    for name in ("total_of", "print"):
        expect(not used or name in used, f"`{name}` isn't in `names`, so it stays: `names.get(old, old)`.")
    given = {node.arg for node in nodes if isinstance(node, ast.arg)}
    expect(given.isdisjoint(names), "The parameters have kept their names: they are nodes of the kind `ast.arg`.")
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    expect("total" not in defined, "The function has kept its name: `ast.FunctionDef` has it in `name`.")
    kept = min(used & set(names), default="")
    expect(not kept, f"`{kept}` is still used under its old name: see `ast.Name`, whose name is `id`.")


def expect_same_code(found, wanted):
    """NotYet with the first line that differs, written as `ast.unparse` writes it."""
    ours, theirs = (ast.unparse(ast.parse(code)).splitlines() for code in (wanted, found))
    for line, other in zip_longest(ours, theirs, fillvalue=""):
        expect(line == other, f"A line should be `{line.strip()}`, and yours is `{other.strip()}`.")


PARTS = {ast.Name: "id", ast.arg: "arg", ast.FunctionDef: "name", ast.Attribute: "attr", ast.keyword: "arg"}


def rename_kinds(code, names, *kinds):
    """What comes out if only nodes of these kinds are renamed."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, kinds):
            part = PARTS[type(node)]
            setattr(node, part, names.get(getattr(node, part), getattr(node, part)))
    return ast.unparse(tree)


def forget_parameters(code, names):
    return rename_kinds(code, names, ast.Name, ast.FunctionDef)


def forget_the_function(code, names):
    return rename_kinds(code, names, ast.Name, ast.arg)


def forget_the_uses(code, names):
    return rename_kinds(code, names, ast.arg, ast.FunctionDef)


def rename_attributes(code, names):
    return rename_kinds(rename(code, names), names, ast.Attribute)


def rename_keywords(code, names):
    return rename_kinds(rename(code, names), names, ast.keyword)


def one_name_after_another(code, names):
    for old, new in names.items():
        code = rename(code, {old: new})
    return code


def return_the_tree(code, names):
    return ast.parse(rename(code, names))


def hide_everything(code, names):
    tree = ast.parse(rename(code, names))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in names.values():
            node.id = "v"
    return ast.unparse(tree)


def change_parts_of_names(code, names):
    tree = ast.parse(rename(code, names))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = node.id.replace("total", names.get("total", "total"))
    return ast.unparse(tree)


def look_every_name_up(code, names):
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names[node.id]
    return ast.unparse(tree)


def forget_the_default(code, names):
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id)
    return ast.unparse(tree)


def leave_a_bracket(code, names):
    return rename(code, names) + ")"


def change_the_sum(code, names):
    return rename(code, names).replace(" * ", " / ")


def by_words(code, names):
    import re

    return re.sub(r"\w+", lambda word: names.get(word[0], word[0]), code)


def by_transformer(code, names):
    class Renamer(ast.NodeTransformer):
        def generic_visit(self, node):
            for field in ("id", "arg", "name"):
                if not isinstance(node, ast.keyword) and getattr(node, field, None) in names:
                    setattr(node, field, names[getattr(node, field)])
            return super().generic_visit(node)

    return ast.unparse(Renamer().visit(ast.parse(code)))


RENAME = Exercise(
    name="rename",
    answer=rename,
    judge=judge_rename,
    form=to_text("What you return"),
    minutes=7,
    difficulty=3,
    hints=(
        "`ast.walk(tree)` visits every node. A used name is an `ast.Name`, and its text is `node.id`.",
        "Parameters are `ast.arg` (text in `node.arg`), and a function is an `ast.FunctionDef` (text in `node.name`).",
        "`names.get(old, old)` gives the new name if there is one, and the old one otherwise.",
    ),
    wrong=(
        (by_words, "text in quotes"),
        (forget_parameters, "parameters have kept"),
        (forget_the_function, "function has kept"),
        (forget_the_uses, "under its old name"),
        (rename_attributes, "follows a dot"),
        (rename_keywords, "before `=` in a call"),
        (one_name_after_another, "one of them twice"),
        (return_the_tree, "Return source"),
        (change_parts_of_names, "part of a longer name"),
        (hide_everything, "`total_of` isn't in `names`"),
        (look_every_name_up, "leaves it as it is"),
        (forget_the_default, "A name became None"),
        (leave_a_bracket, "Python can't read"),
        (change_the_sum, "A line should be"),
    ),
    right=(by_transformer,),
)


# --- what_leaked -----------------------------------------------------------------------------------------------------

what_leaked = "B"

WHAT_LEAKED_MISTAKES = {
    "A": "Then hiding names would cost nothing: the function does the same. Look at the fall from left to right.",
    "C": "With its own name and its variables hidden (the second and third place), Python runs the function just as "
    "before; and there the score has fallen already.",
    "D": "The same functions stand at all five places, so look at each one's own fall: the interval of the mean "
    "difference, printed above, is far from 0.",
}

WHAT_LEAKED = Exercise(
    name="what_leaked",
    answer=what_leaked,
    judge=judge_letter(what_leaked, WHAT_LEAKED_MISTAKES),
    form=to_letter,
    minutes=2,
    difficulty=1,
    hints=(
        "What is the same in all five versions of a function, and what isn't?",
        "Compare the encoder with the two counters of words and pieces: where do they fall, and how far?",
    ),
    wrong=(
        ("A", "would cost nothing"),
        ("C", "fallen already"),
        ("D", "own fall"),
        ("E", "4 answers to choose from"),
        (2, "one letter in quotes"),
    ),
    right=("b", " B "),
)


# --- luck ------------------------------------------------------------------------------------------------------------


def luck(n):
    """The MRR@10 to expect of somebody who puts n documents into a random order.

    n: number of documents, at least 1 -> a number
    """
    places = np.arange(1, min(n, 10) + 1)
    return (1 / places).sum() / n


def judge_luck(answer, rng):
    judge_expected(answer(n := int(rng.integers(30, 100))), n)
    for n in (int(rng.integers(400, 3000)), int(rng.integers(3, 8)), 10, 1):
        judge_expected(at_edge(answer, (n,), f"With {n} document{'s'[: n - 1]}"), n)


def judge_expected(given, n):
    """Hold a number against the MRR@10 that n documents in a random order give."""
    found, few = expect_number(given, "The luck"), 1 / np.arange(1, min(n, 10) + 1)
    ten, truth = 1 / np.arange(1, 11), few.sum() / n
    mistakes = [
        (1 / n, "That is the chance of the first place alone. Places 2 to 10 count as well, with 1/2 to 1/10."),
        (10 / n, "That is the chance to be among the first ten. Each place counts as its reciprocal."),
        (ten.mean(), "You forget that with many documents most answers land beyond the tenth place: divide by n."),
        ((1 / np.arange(1, n + 1)).mean(), "The cut is missing: places beyond 10 count as 0."),
        (ten.sum() / n, f"With {n} documents there is no tenth place: stop at the last one."),
        (few.sum(), "Each place has the chance 1/n: divide by n."),
        (few[:-1].sum() / n if n > 1 else truth, "The last place is missing: `arange` ends early."),
        (2 / (n + 1), "That is 1 / the mean place. The mean of 1 / place is larger."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    sentence = f"With {n} document{'s'[: n - 1]} it is {truth:.5g}, and yours is {found:.5g}"
    expect(not 0.8 < found / truth < 1.2 or close(found, truth), f"{sentence}: near, but a sum gives it exactly.")
    expect(close(found, truth), f"{sentence}: sum 1/place, times its chance 1/n, over the places 1 to 10.")


def first_place_alone(n):
    return 1 / n


def among_ten(n):
    return 10 / n


def forget_n(n):
    return np.mean(1 / np.arange(1, 11))


def no_cut(n):
    return np.mean(1 / np.arange(1, n + 1))


def always_ten(n):
    return np.sum(1 / np.arange(1, 11)) / n


def end_early(n):
    return np.sum(1 / np.arange(1, min(n, 10))) / n


def one_over_mean_place(n):
    return 2 / (n + 1)


def sum_alone(n):
    return np.sum(1 / np.arange(1, min(n, 10) + 1))


def draw_orders(n):
    places = np.random.default_rng(0).integers(1, n + 1, 20_000)
    return np.where(places <= 10, 1 / places, 0).mean()


def weights_of_ndcg(n):
    return np.sum(1 / np.log2(np.arange(2, min(n, 10) + 2))) / n


def place_after_place(n):
    return sum(1 / (n * place) for place in range(1, 11) if place <= n)


LUCK = Exercise(
    name="luck",
    answer=luck,
    judge=judge_luck,
    form=to_number("The luck"),
    minutes=5,
    difficulty=2,
    hints=(
        "In a random order the answer is at each of the n places with the same chance, 1/n.",
        "Place 1 gives 1, place 2 gives 1/2, … place 10 gives 1/10, and all later ones 0.",
        "So: (1 + 1/2 + … + 1/10) / n; and with fewer than ten documents the sum ends at 1/n.",
    ),
    wrong=(
        (first_place_alone, "first place alone"),
        (among_ten, "among the first ten"),
        (forget_n, "land beyond"),
        (no_cut, "cut is missing"),
        (always_ten, "no tenth place"),
        (end_early, "`arange` ends early"),
        (one_over_mean_place, "mean place"),
        (sum_alone, "Each place has the chance"),
        (draw_orders, "near, but a sum"),
        (weights_of_ndcg, "times its chance"),
    ),
    right=(place_after_place,),
)


# --- which_pool ------------------------------------------------------------------------------------------------------

which_pool = "C"

WHICH_POOL_MISTAKES = {
    "A": "A higher number is nicer, but nobody searches among fifty snippets of which each shows off a feature.",
    "B": "They ask different things: one, which feature is meant; the other, whether a snippet is found at all.",
    "D": "The queries and the snippets are the same in both. Only the company that the answer has to beat is larger.",
}

WHICH_POOL = Exercise(
    name="which_pool",
    answer=which_pool,
    judge=judge_letter(which_pool, WHICH_POOL_MISTAKES),
    form=to_letter,
    minutes=2,
    difficulty=1,
    hints=(
        "Where would somebody type such a sentence: into a list of fifty, or into a search box over all code?",
        "Which of the two would you want to know before you install the search engine?",
    ),
    wrong=(
        ("A", "nobody searches"),
        ("B", "different things"),
        ("D", "Only the company"),
        ("E", "4 answers to choose from"),
        (3, "one letter in quotes"),
    ),
    right=("c", " C "),
)


# --- diversity_or_count ----------------------------------------------------------------------------------------------

diversity_or_count = "A"

DIVERSITY_MISTAKES = {
    "B": "Follow the lowest line from left to right: ten times as many pairs about five features gain next to nothing.",
    "C": "Look at the line with one template each: it lies far above those with fewer features and all templates.",
    "D": "Compare the highest lines with the dashed one, and read the first interval printed: it is above 0.",
}

DIVERSITY = Exercise(
    name="diversity_or_count",
    answer=diversity_or_count,
    judge=judge_letter(diversity_or_count, DIVERSITY_MISTAKES),
    form=to_letter,
    minutes=2,
    difficulty=1,
    hints=(
        "Look along a line (more pairs from the same templates), then from line to line (more features).",
        "Look at the right ends, where all have 900 pairs: which lines are apart, and what differs between them?",
    ),
    wrong=(
        ("B", "lowest line"),
        ("C", "one template each"),
        ("D", "dashed one"),
        ("E", "4 answers to choose from"),
        (1, "one letter in quotes"),
    ),
    right=("a", " A "),
)


EXERCISES = (MRR, RENAME, WHAT_LEAKED, LUCK, WHICH_POOL, DIVERSITY)

QUIZ = (
    Question(
        "A code search scores well on functions with their names. What does that say about code whose names are bad?",
        (
            Option(
                "It will do as well: the code is what counts.", False, "Here a good part of the score was the names."
            ),
            Option(
                "Little. Hide the names and measure again.",
                True,
                "An audit costs minutes: the same functions, the same queries, other names.",
            ),
            Option("Nothing can be found without names.", False, "Something was found: built-ins, structure, strings."),
        ),
    ),
    Question(
        "Your model was trained on templates for some features. On which features do you test it?",
        (
            Option("On more text from the same templates.", False, "That measures whether it knows your templates."),
            Option(
                "On those features in other words and code, and on features that no template covers.",
                True,
                "The first says what was learned, the second whether more came of it than you put in.",
            ),
            Option("On the features that improved.", False, "Chosen after looking, these improve by definition."),
        ),
    ),
    Question(
        "You have five templates and an evening. What do you do?",
        (
            Option("Draw ten times as many pairs from them.", False, "Other nouns in the same sentence teach little."),
            Option("Write more templates, for more features.", True, "What is covered is what is learned."),
            Option("Train for longer.", False, "It would know the five templates even better."),
        ),
    ),
    Question(
        "With synthetic pairs alone, a head of two layers finds library functions less well. Why mix in real ones?",
        (
            Option("Real pairs are always better.", False, "For the little-known features we saw no gain from them."),
            Option(
                "They show what must be kept.",
                True,
                "With them in the batch the library kept its score, and the covered features most of their gain.",
            ),
            Option("To have more pairs.", False, "More of the synthetic ones would be more pairs, too."),
        ),
    ),
)
