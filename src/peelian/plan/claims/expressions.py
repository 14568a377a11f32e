"""The small language of steps and verdict conditions: arithmetic on named figures, and nothing else.

An expression is parsed with Python's own parser and every node is looked for in a short list of what
is allowed; it is never compiled or executed. What the words mean is in `arithmetic`.
"""

import ast
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from peelian.plan.claims.faults import Fault, fault
from peelian.plan.claims.problems import BadExpression

LONGEST: Final = 500
_DEEPEST: Final = 40
_OPERATORS: Final = (ast.Add, ast.Sub, ast.Mult, ast.Div)
_COMPARISONS: Final = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_ARGUMENTS: Final[dict[str, tuple[int, int]]] = {
    "abs": (1, 1),
    "round": (1, 2),
    "min": (1, 12),
    "max": (1, 12),
    "count": (1, 1),
    "sum": (1, 1),
    "known": (1, 1),
    "fits": (2, 2),
}


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression: its text, its tree, the steps and the stated figures that it names.

    `truth` says whether it answers yes or no rather than a number.
    """

    text: str
    tree: ast.expr
    names: tuple[str, ...]
    figures: tuple[str, ...]
    truth: bool


def parse(text: str, *, steps: Collection[str], figures: Collection[str] = ()) -> Expression:
    """The checked expression, or BadExpression with every fault that it has.

    `steps` are the names it may use and `figures` the stated figures that fits() may use.
    """
    if not isinstance(text, str) or len(text) > LONGEST:
        raise BadExpression(text=str(text)[:60], faults=[fault("long", most=LONGEST)])
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise BadExpression(text=text, faults=[fault("unreadable", why=_reason(error))]) from None
    checker = _Checker(set(steps), set(figures))
    truth = checker.check(tree)
    if checker.faults:
        raise BadExpression(text=text, faults=_once(checker.faults))
    return Expression(
        text.strip(), tree, tuple(dict.fromkeys(checker.names)), tuple(dict.fromkeys(checker.cited)), truth
    )


def _reason(error: Exception) -> str:
    return error.msg if isinstance(error, SyntaxError) else "it is nested too deeply"


class _Checker:
    """Walks the tree once, notes names, and gathers faults in words."""

    def __init__(self, steps: set[str], figures: set[str]) -> None:
        self.steps = steps
        self.figures = figures
        self.names: list[str] = []
        self.cited: list[str] = []
        self.faults: list[Fault] = []

    def _note(self, code: str, **fields: object) -> None:
        self.faults.append(Fault(code, "", fields))

    def check(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether the node answers yes or no; faults are noted on the way."""
        if depth > _DEEPEST:
            self._note("deep")
            return False
        match node:
            case ast.Constant(value=value):
                return self._constant(value)
            case ast.Name(id=name):
                return self._name(name)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self._all_truth([operand], "not", depth)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                return self._all_numbers([operand], depth)
            case ast.BinOp(left=left, op=op, right=right) if isinstance(op, _OPERATORS):
                return self._all_numbers([left, right], depth)
            case ast.BoolOp(values=values):
                return self._all_truth(values, "and, or", depth)
            case ast.Compare(left=left, ops=ops, comparators=rest) if _plain(ops):
                self._all_numbers([left, *rest], depth)
                return True
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _ARGUMENTS:
                return self._call(name, args, depth)
        self._note("not_allowed", what=_what(node))
        return False

    def _constant(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._note("not_number", what=repr(value)[:40])
        elif abs(value) > 1e15:
            self._note("too_large", what=_digits(value))
        return False

    def _name(self, name: str) -> bool:
        self.names.append(name)
        if name not in self.steps:
            self._note("unknown_name", what=name[:40], known=", ".join(sorted(self.steps)) or "-")
        return False

    def _all_numbers(self, nodes: list[ast.expr], depth: int) -> bool:
        for node in nodes:
            if self.check(node, depth + 1):
                self._note("wants_number", what=_source(node))
        return False

    def _all_truth(self, nodes: list[ast.expr], word: str, depth: int) -> bool:
        for node in nodes:
            if not self.check(node, depth + 1):
                self._note("wants_truth", word=word, what=_source(node))
        return True

    def _call(self, name: str, args: list[ast.expr], depth: int) -> bool:
        fewest, most = _ARGUMENTS[name]
        if not fewest <= len(args) <= most:
            self._note("arguments", what=name, takes=str(fewest) if fewest == most else f"{fewest}-{most}")
            return name in {"known", "fits"}
        match name:
            case "count":
                self.check(args[0], depth + 1)
            case "known":
                self._only_a_name(args[0])
            case "fits":
                self._all_numbers(args[:1], depth)
                self._figure(args[1])
            case "round":
                self._all_numbers(args[:1], depth)
                self._places(args[1:])
            case _:
                self._all_numbers(args, depth)
        return name in {"known", "fits"}

    def _only_a_name(self, node: ast.expr) -> None:
        if isinstance(node, ast.Name):
            self._name(node.id)
        else:
            self._note("known_name")

    def _figure(self, node: ast.expr) -> None:
        if isinstance(node, ast.Name) and node.id in self.figures:
            self.cited.append(node.id)
        else:
            self._note("fits_figure", known=", ".join(sorted(self.figures)) or "-")

    def _places(self, nodes: list[ast.expr]) -> None:
        for node in nodes:
            if not (isinstance(node, ast.Constant) and type(node.value) is int and 0 <= node.value <= 6):
                self._note("places")


def _plain(ops: list[ast.cmpop]) -> bool:
    return all(isinstance(op, _COMPARISONS) for op in ops)


def _what(node: ast.expr) -> str:
    """The part of an expression as a reader would call it."""
    names = {"Attribute": "a dot", "Subscript": "[ ]", "NamedExpr": ":=", "IfExp": "if ... else"}
    kind = type(node).__name__
    return f"{names.get(kind, kind.lower())} ('{_source(node)}')"


def _source(node: ast.expr) -> str:
    try:
        return ast.unparse(node)[:40]
    except (RecursionError, ValueError):
        return "..."


def _digits(value: float) -> str:
    try:
        return f"{value:.3g}"
    except OverflowError:
        return "..."


def _once(faults: list[Fault]) -> list[Fault]:
    return [one for place, one in enumerate(faults) if one not in faults[:place]]
