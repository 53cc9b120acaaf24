"""Small wrong versions of a function, made by changing one thing in its syntax tree."""

import ast
import copy
import inspect
import textwrap
from collections.abc import Callable, Iterator

SWAPS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult}
METHODS = {"mean": "sum", "sum": "mean", "std": "var", "var": "std", "ravel": "max", "log": "sqrt", "min": "max"}


def mutants(function: Callable) -> Iterator[tuple[str, Callable]]:
    """Yield (what was changed, the changed function) for every place that can be changed."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    nodes = list(ast.walk(tree))
    for index, node in enumerate(nodes):
        for label, change in changes(node):
            mutant = copy.deepcopy(tree)
            target = list(ast.walk(mutant))[index]
            change(target)
            code = compile(ast.fix_missing_locations(mutant), f"<mutant of {function.__name__}>", "exec")
            space = dict(function.__globals__)
            exec(code, space)
            yield f"{label} in line {getattr(node, 'lineno', 0)}", space[function.__name__]


def changes(node: ast.AST) -> Iterator[tuple[str, Callable]]:
    """The ways in which this node can be wrong."""
    if isinstance(node, ast.BinOp):
        yield "flipped operator", lambda n: setattr(n, "op", SWAPS.get(type(n.op), ast.Add)())
        yield "dropped right term", lambda n: replace(n, n.left)
        yield "dropped left term", lambda n: replace(n, n.right)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield "off by one", lambda n: setattr(n, "value", n.value + 1)
        yield "off by minus one", lambda n: setattr(n, "value", n.value - 1)
    if isinstance(node, ast.Attribute) and node.attr in METHODS:
        yield "wrong method", lambda n: setattr(n, "attr", METHODS[n.attr])
    if isinstance(node, ast.Call) and len(node.args) > 1:
        yield "swapped arguments", lambda n: n.args.reverse()
    if isinstance(node, ast.Return):
        yield from wrong_returns(node)
    if isinstance(node, ast.FunctionDef):
        for parameter in node.args.args:
            yield f"changed the input {parameter.arg}", change_input(parameter.arg)


def wrong_returns(node: ast.Return) -> Iterator[tuple[str, Callable]]:
    yield "returned None", lambda n: setattr(n, "value", ast.Constant(None))
    yield "returned a constant", lambda n: setattr(n, "value", ast.Constant(1.0))
    yield "returned minus", lambda n: setattr(n, "value", ast.UnaryOp(ast.USub(), n.value))
    if isinstance(node.value, ast.Tuple):
        yield "swapped the results", lambda n: n.value.elts.reverse()
        yield "returned the first only", lambda n: setattr(n, "value", n.value.elts[0])


def change_input(name: str) -> Callable:
    """Multiply an argument in place before anything else happens."""

    def change(function: ast.FunctionDef) -> None:
        function.body[1:1] = ast.parse(f"{name} *= 2").body

    return change


def replace(node: ast.AST, other: ast.AST) -> None:
    """Turn a node into another one, in place."""
    node.__class__ = other.__class__
    node.__dict__ = other.__dict__
