"""Takes the names out of a function, more and more of them, and leaves what it does as it was."""

import ast
import builtins

from course_utils.errors import BadSetting, need

DEGREES = ("as it is", "its own name", "its variables, too", "all other names, too", "its strings, too")


def hide_names(code: str, degree: int) -> str:
    """The function with some names replaced by a letter and a number: which, DEGREES[degree] says.

    Python's own words and built-ins stay. BadSetting for code that isn't a function, or for another degree.
    """
    need(degree in range(len(DEGREES)), f"degree must be a whole number from 0 to {len(DEGREES) - 1}, got {degree!r}")
    function = parse_function(code)
    if degree == 0:
        return code
    wanted = {function.name} if degree == 1 else bound_names(function)
    return ast.unparse(Hider(wanted, everything=degree >= 3, strings=degree >= 4).visit(function))


def parse_function(code: str) -> ast.FunctionDef | ast.AsyncFunctionDef:
    """The one function that this source defines; BadSetting, in one sentence, for any other source."""
    try:
        body = ast.parse(code).body
    except SyntaxError as reason:
        raise BadSetting(f"Python can't read this code: {reason.msg} in line {reason.lineno}") from None
    function = len(body) == 1 and isinstance(body[0], ast.FunctionDef | ast.AsyncFunctionDef)
    need(function, "the code must be one function, from def to its end")
    return body[0]


def bound_names(function: ast.AST) -> set[str]:
    """What a function gives a name to: itself, its parameters, its variables, and the functions in it."""
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            names.add(node.name)
    return names


class Hider(ast.NodeTransformer):
    """Gives each name a short one, always the same: functions f1, f2, …, attributes a1, …, and all others v1, …"""

    def __init__(self, wanted: set[str], everything: bool, strings: bool):
        self.wanted, self.everything, self.strings, self.given = wanted, everything, strings, {}

    def rename(self, name: str | None, letter: str = "v") -> str | None:
        """The short name for a name that is to be hidden, and otherwise the name."""
        known = hasattr(builtins, name or "") or (name or "").startswith("__")
        if name is None or not (name in self.wanted or self.everything and not known):
            return name
        return self.given.setdefault(name, f"{letter}{len(self.given) + 1}")

    def visit_FunctionDef(self, node):
        node.name = self.rename(node.name, "f")
        return self.generic_visit(node)

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef

    def visit_Name(self, node):
        node.id = self.rename(node.id)
        return node

    def visit_arg(self, node):
        node.arg = self.rename(node.arg)
        return self.generic_visit(node)

    def visit_ExceptHandler(self, node):
        node.name = self.rename(node.name)
        return self.generic_visit(node)

    def visit_Global(self, node):
        node.names = [self.rename(name) for name in node.names]
        return node

    visit_Nonlocal = visit_Global

    def visit_Attribute(self, node):
        if self.everything:
            node.attr = self.rename(node.attr, "a")
        return self.generic_visit(node)

    def visit_keyword(self, node):
        if self.everything:
            node.arg = self.rename(node.arg)
        return self.generic_visit(node)

    def visit_alias(self, node):
        if self.everything:
            node.name, node.asname = self.rename(node.name), self.rename(node.asname)
        return node

    def visit_Constant(self, node):
        return ast.Constant("text") if self.strings and isinstance(node.value, str) else node
