"""What an expression means, on figures of which some may be missing.

A missing figure is None and anything worked out from it is None, except where the answer is settled
without it (`x and no`, `x or yes`). A figure for every force is a dict by force id; arithmetic then
runs force by force and `count`, `sum`, `min` and `max` bring it back to one figure, or to None when any
force is missing.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Final

Value = float | bool | None
ForEachForce = dict[str, Value]
Operand = Value | ForEachForce
Fits = Callable[[float, str], bool]

_BINARY: Final[dict[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARE: Final[dict[type[ast.cmpop], Callable[[float, float], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: math.isclose,
    ast.NotEq: lambda left, right: not math.isclose(left, right),
}


def evaluate(tree: ast.expr, values: Mapping[str, Operand], fits: Fits) -> Operand:
    """The value of a checked tree; `fits(value, figure)` decides whether a value is the stated figure."""
    match tree:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _lift(operator.neg, evaluate(operand, values, fits))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _lift(operator.not_, evaluate(operand, values, fits))
        case ast.UnaryOp(operand=operand):
            return evaluate(operand, values, fits)
        case ast.BinOp(left=left, op=op, right=right):
            return _lift(_BINARY[type(op)], evaluate(left, values, fits), evaluate(right, values, fits))
        case ast.BoolOp(op=op, values=parts):
            return _settle([evaluate(part, values, fits) for part in parts], isinstance(op, ast.Or))
        case ast.Compare(left=left, ops=ops, comparators=rest):
            return _chain([evaluate(node, values, fits) for node in (left, *rest)], ops)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _call(name, args, values, fits)
    raise AssertionError(f"{type(tree).__name__} passed the check of expressions.parse")  # pragma: no cover


def divides_by_zero(tree: ast.expr, values: Mapping[str, Operand], fits: Fits) -> bool:
    """Whether a division of the tree has zero below its line, for any force where it runs force by force."""
    return any(
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Div)
        and _has_zero(evaluate(node.right, values, fits))
        for node in ast.walk(tree)
    )


def _has_zero(operand: Operand) -> bool:
    values = operand.values() if isinstance(operand, dict) else (operand,)
    return any(value is not None and value == 0 for value in values)


def _lift(function: Callable[..., Value], *operands: Operand) -> Operand:
    """The function on single figures, or force by force where any operand is for every force."""
    wide = [operand for operand in operands if isinstance(operand, dict)]
    if not wide:
        return _apply(function, *operands)  # type: ignore[arg-type]
    forces = sorted({force for operand in wide for force in operand})
    return {
        force: _apply(function, *(o.get(force) if isinstance(o, dict) else o for o in operands))
        for force in forces
    }


def _apply(function: Callable[..., Value], *values: Value) -> Value:
    if any(value is None for value in values):
        return None
    try:
        answer = function(*values)
    except (ZeroDivisionError, OverflowError):
        return None
    return None if isinstance(answer, float) and not math.isfinite(answer) else answer


def _chain(operands: list[Operand], ops: list[ast.cmpop]) -> Operand:
    pairs = zip(operands, operands[1:], ops, strict=False)
    return _settle([_lift(_COMPARE[type(op)], left, right) for left, right, op in pairs], either=False)


def _settle(parts: list[Operand], either: bool) -> Operand:
    """`or` when either, else `and`: settled by one telling part even where another is missing."""

    def two(left: Operand, right: Operand) -> Operand:
        if isinstance(left, dict) or isinstance(right, dict):
            forces = sorted({f for o in (left, right) if isinstance(o, dict) for f in o})
            return {f: _two_truths(_of(left, f), _of(right, f), either) for f in forces}
        return _two_truths(left, right, either)

    return reduce(two, parts)


def _of(operand: Operand, force: str) -> Value:
    return operand.get(force) if isinstance(operand, dict) else operand


def _two_truths(left: Value, right: Value, either: bool) -> Value:
    if left is either or right is either:
        return either
    return None if left is None or right is None else not either


def _call(name: str, args: list[ast.expr], values: Mapping[str, Operand], fits: Fits) -> Operand:
    operands = [evaluate(arg, values, fits) for arg in (args[:1] if name == "fits" else args)]
    match name:
        case "known":
            return _known(operands[0])
        case "fits":
            figure = args[1].id if isinstance(args[1], ast.Name) else ""
            return _lift(lambda value: fits(value, figure), operands[0])
        case "count":
            return _count(operands[0])
        case "sum":
            return _total(operands[0])
        case "abs":
            return _lift(abs, operands[0])
        case "round":
            places = int(operands[1]) if len(operands) > 1 else 0  # type: ignore[arg-type]
            return _lift(lambda value: float(round(value, places)), operands[0])
    return _extreme(min if name == "min" else max, operands)


def _known(operand: Operand) -> bool:
    if isinstance(operand, dict):
        return bool(operand) and None not in operand.values()
    return operand is not None


def _count(operand: Operand) -> Value:
    """How many forces answer yes, or how many have a figure if the step is a number."""
    if not isinstance(operand, dict):
        operand = {"": operand}
    if not operand or None in operand.values():
        return None
    return float(sum(1 for value in operand.values() if value is not False))


def _total(operand: Operand) -> Value:
    """The forces added up; a total without one of them is no total."""
    values = list(operand.values()) if isinstance(operand, dict) else [operand]
    return _apply(lambda *known: float(sum(known)), *values) if values else None


def _extreme(function: Callable[..., float], operands: list[Operand]) -> Value:
    flat = [v for o in operands for v in (o.values() if isinstance(o, dict) else (o,))]
    if not flat or any(value is None for value in flat):
        return None
    return float(function(flat))
