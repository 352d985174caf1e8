"""Formulas of derived facts: a small language of numbers, fact ids, + - * / ( ) and round, min, max. Exact arithmetic.

    sum     = product (("+" | "-") product)*          "×", "÷" and "−" are read as "*", "/" and "-"
    product = signed (("*" | "/") signed)*
    signed  = "-" signed | primary
    primary = number | fact id | name "(" sum ("," sum)* ")" | "(" sum ")"

A fact id is capital letters, a hyphen and digits ("A-058"): the hyphen is part of it, so `2-A-058` is two minus A-058.
Values are fractions (`fractions.Fraction`): nothing is rounded before the end, and nothing is ever evaluated as Python.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

LONGEST = 500   # characters of a formula
DEEPEST = 40    # brackets within brackets
_BITS = 2048    # of a numerator or denominator; far above what 18-digit inputs need
_TOKEN = re.compile(r"\s*(?:(?P<id>[A-Z]+-[0-9]+(?![\w.]))|(?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.]))|(?P<name>[a-z]+(?!\w))"
                    r"|(?P<sign>[-+*/(),]))", re.ASCII)
_SYNONYMS = str.maketrans("×÷−", "*/-")
FUNCTIONS = ("max", "min", "round")

Operator = Literal["+", "-", "*", "/"]


class FormulaError(ValueError):
    """What is wrong with a formula: the position (a character of it, from 0), a sentence, and what to do."""

    def __init__(self, position: int, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.position, self.what, self.hint = position, what, hint


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number as typed."""

    text: str

    @property
    def value(self) -> Fraction:
        return Fraction(self.text)


@dataclass(frozen=True, slots=True)
class Ref:
    """A fact by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Minus:
    """The negative of an operand."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and the sign between them."""

    sign: Operator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """One of FUNCTIONS with its arguments."""

    name: str
    arguments: tuple[Node, ...]


Node = Number | Ref | Minus | Binary | Call


def parse(text: str) -> Node:
    """The tree of a formula. Raises FormulaError, and nothing else."""
    if len(text) > LONGEST:
        raise FormulaError(LONGEST, f"the formula has {len(text)} characters", f"{LONGEST} at most: derive it in two steps")
    return _Parser(text).whole()


def references(node: Node) -> tuple[str, ...]:
    """The fact ids of a formula, in order of first use."""
    return tuple(dict.fromkeys(n.id for n in _walk(node) if isinstance(n, Ref)))


def evaluate(node: Node, value: Callable[[str], Fraction]) -> Fraction:
    """The exact result; `value` gives the number of a fact. Raises FormulaError for a division by zero or a monstrous number."""
    match node:
        case Number():
            return node.value
        case Ref():
            return value(node.id)
        case Minus():
            return -evaluate(node.operand, value)
        case Call():
            return _call(node.name, [evaluate(a, value) for a in node.arguments])
        case Binary():
            return _bounded(_apply(node.sign, evaluate(node.left, value), evaluate(node.right, value)))


def write(node: Node, fact: Callable[[str], str] = str, number: Callable[[str], str] = str, signs: str = "+-*/") -> str:
    """The formula as text, with only the brackets that it needs; `fact` and `number` write the leaves, `signs` stand for +-*/."""
    shown = dict(zip("+-*/", signs, strict=True))

    def written(node: Node, least: int) -> str:
        text, strength = parts(node)
        return f"({text})" if strength < least else text

    def parts(node: Node) -> tuple[str, int]:
        match node:
            case Number():
                return number(node.text), 4
            case Ref():
                return fact(node.id), 4
            case Minus():
                return f"{shown['-']}{written(node.operand, 3)}", 3
            case Call():
                return f"{node.name}({', '.join(written(a, 0) for a in node.arguments)})", 4
            case Binary():
                own = 1 if node.sign in "+-" else 2
                return f"{written(node.left, own)} {shown[node.sign]} {written(node.right, own + 1)}", own

    return written(node, 0)


def round_half_up(value: Fraction, step: Fraction) -> Fraction:
    """The nearest multiple of a step; halves go away from zero, as people round."""
    steps = abs(value) / step + Fraction(1, 2)
    rounded = (steps.numerator // steps.denominator) * step
    return rounded if value >= 0 else -rounded


def _walk(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case Minus():
            yield from _walk(node.operand)
        case Binary():
            yield from _walk(node.left)
            yield from _walk(node.right)
        case Call():
            for argument in node.arguments:
                yield from _walk(argument)


def _apply(sign: Operator, left: Fraction, right: Fraction) -> Fraction:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            if not right:
                raise FormulaError(0, "the formula divides by zero", "check the values of the facts it names")
            return left / right


def _call(name: str, values: list[Fraction]) -> Fraction:
    if name == "round":
        digits = values[1] if len(values) == 2 else Fraction(0)
        if digits.denominator != 1 or abs(digits) > 18:
            raise FormulaError(0, "round() takes a whole number of digits", "write round(A-058, 1)")
        return round_half_up(values[0], Fraction(10) ** -int(digits))
    return min(values) if name == "min" else max(values)


def _bounded(value: Fraction) -> Fraction:
    if value.numerator.bit_length() > _BITS or value.denominator.bit_length() > _BITS:
        raise FormulaError(0, "the result of the formula has too many digits", "check the formula and its facts")
    return value


class _Parser:
    """Recursive descent over the tokens, one method a rule of the grammar."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text.translate(_SYNONYMS)))
        self.at = self.depth = 0

    def whole(self) -> Node:
        node = self.sum()
        kind, token, position = self.tokens[self.at]
        if kind != "end":
            raise FormulaError(position, f'"{token}" is not expected here', "put a sign + - * / between two values")
        return node

    def sum(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(self.tokens[self.at][2], f"brackets are more than {DEEPEST} deep", "derive it in two steps")
        node = self.product()
        while self.next_is("+", "-"):
            node = Binary("+" if self.take() == "+" else "-", node, self.product())
        self.depth -= 1
        return node

    def product(self) -> Node:
        node = self.signed()
        while self.next_is("*", "/"):
            node = Binary("*" if self.take() == "*" else "/", node, self.signed())
        return node

    def signed(self) -> Node:
        minuses = 0
        while self.next_is("-"):
            self.take()
            minuses += 1
        if minuses > DEEPEST:
            raise FormulaError(self.tokens[self.at][2], "there are too many minus signs", "keep one")
        node = self.primary()
        for _ in range(minuses):
            node = Minus(node)
        return node

    def primary(self) -> Node:
        kind, word, position = self.tokens[self.at]
        self.at += kind != "end"
        if kind == "number":
            return Number(word)
        if kind == "id":
            return Ref(word)
        if kind == "name":
            return self.call(word, position)
        if word == "(":
            node = self.sum()
            self.close(position)
            return node
        what = "the formula ends too early" if kind == "end" else f'"{word}" is not expected here'
        raise FormulaError(position, what, "a number, a fact id or a bracket belongs here")

    def call(self, name: str, position: int) -> Node:
        if name not in FUNCTIONS or not self.next_is("("):
            raise FormulaError(position, f'"{name}" is not known in a formula',
                               f"functions: {', '.join(FUNCTIONS)}, with brackets; fact ids are in capitals, like A-058")
        self.take()
        arguments = [self.sum()]
        while self.next_is(","):
            self.take()
            arguments.append(self.sum())
        self.close(position)
        if name == "round" and len(arguments) > 2:
            raise FormulaError(position, "round() takes a value and a number of digits", "write round(A-058, 1)")
        return Call(name, tuple(arguments))

    def close(self, position: int) -> None:
        if not self.next_is(")"):
            raise FormulaError(position, "a bracket is not closed", 'add ")"')
        self.take()

    def next_is(self, *signs: str) -> bool:
        kind, token, _ = self.tokens[self.at]
        return kind == "sign" and token in signs

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """(kind, text, position) of each token, then an end."""
    end = len(text.rstrip())
    at = 0
    while at < end:
        match = _TOKEN.match(text, at)
        if not match or not match.lastgroup:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            word = re.match(r"[\w.-]+|.", text[start:], re.DOTALL)
            raise FormulaError(start, f'"{word.group() if word else text[start]}" is not known in a formula',
                               "a formula has numbers like 1.5, fact ids like A-058, + - * / ( ), round, min and max")
        kind, token = match.lastgroup, match.group(match.lastgroup)
        if kind == "number" and len(token) > 19:
            raise FormulaError(match.start(kind), f'"{token}" has too many digits', "18 digits at most")
        yield kind, token, match.start(kind)
        at = match.end()
    yield "end", "", end
