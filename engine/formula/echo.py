"""A formula laid out in TeX as the notes write it, so that it reads back as the same formula."""

from collections.abc import Mapping
from fractions import Fraction

from engine.formula.characters import MARKS
from engine.formula.kinds import Kind
from engine.formula.names import greek
from engine.formula.shapes import SCALAR, MisfitError, shape, told
from engine.formula.tokens import Token, tokens
from engine.formula.tree import (
    Apply,
    Bound,
    Constant,
    Fold,
    Known,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
    Tree,
)
from engine.tex.symbols import GREEK

_COMMANDS = {sign: f"\\{name}" for name, sign in GREEK.items()} | {"ε": "\\varepsilon", "φ": "\\varphi"}
_SIGNS = {"": " ", "@": " ", "*": " \\cdot ", "⊙": " \\odot "}
_FOLDS = {"sum": "\\sum", "product": "\\prod", "max": "\\max", "min": "\\min"}
_UPRIGHT = {
    "log": "\\ln", "log2": "\\log_{2}", "log10": "\\log_{10}", "trace": "\\operatorname{tr}", "sigmoid": "\\sigma",
    "sigmoid'": "\\sigma'", "exp": "\\exp", "tanh": "\\tanh", "tanh'": "\\tanh'", "sin": "\\sin", "cos": "\\cos",
    "tan": "\\tan", "sinh": "\\sinh", "cosh": "\\cosh", "max": "\\max", "min": "\\min",
}  # fmt: skip
_MARK_OF = {mark: name for name, mark in MARKS.items()}


def tex(tree: Tree, symbols: Mapping[str, Kind]) -> str:
    """The TeX of the formula, without dollars. The natural logarithm is written ln, so that its base shows."""
    return _Echo(symbols).whole(tree)


class _Echo:
    def __init__(self, symbols: Mapping[str, Kind]) -> None:
        self.symbols = symbols

    def whole(self, tree: Tree) -> str:
        """Terms with their signs."""
        if not isinstance(tree, Sum):
            return self.signed(tree)
        said = self.signed(tree.terms[0])
        for term in tree.terms[1:]:
            said += f" - {self.term(term.of)}" if isinstance(term, Negative) else f" + {self.term(term)}"
        return said

    def signed(self, tree: Tree) -> str:
        return f"-{self.term(tree.of)}" if isinstance(tree, Negative) else self.term(tree)

    def term(self, tree: Tree) -> str:
        """A product, its last factor perhaps a sum over an index, which reaches to the end of the term."""
        match tree:
            case Product():
                left, right, sign = (tree := _columns_turned(tree, self.symbols)).left, tree.right, tree.sign
                before = self.term(left) if self.is_flat(tree) else self.factor(left)
                return before + _SIGNS[sign] + self.right(right, sign)
            case Fold():
                return self.fold(tree)
        return self.factor(tree)

    def is_flat(self, tree: Product) -> bool:
        """Whether a product of products needs no brackets around its left one.

        One in entries beside one of matrices is read by its shapes: there brackets leave no doubt.
        """
        left, sign = tree.left, tree.sign
        if not isinstance(left, Product) or isinstance(left.right, Fold):
            return False
        if left.sign == sign or {left.sign, sign} <= {"", "@"}:
            return True
        try:
            shape(tree, self.symbols)
            if left.sign in ("", "@"):
                return sign in ("⊙", "*")
            scaled = not isinstance(left.left, Product) and shape(left.left, self.symbols) == SCALAR
            return scaled and left.sign == "*" and sign in ("", "@")
        except MisfitError:
            return False

    def right(self, tree: Tree, sign: str) -> str:
        if isinstance(tree, Fold):
            return self.fold(tree)
        said = self.factor(tree)
        return f"\\left({said}\\right)" if said[0].isdigit() and sign in ("", "@") else said

    def factor(self, tree: Tree) -> str:
        """What may stand in a product as it is, else in parentheses."""
        match tree:
            case Power(base, exponent):
                return f"{self.base(base)}^{{{self.exponent(exponent)}}}"
            case Transpose(of):
                return f"{self.base(of)}^{{\\top}}"
        return self.atom(tree)

    def base(self, tree: Tree) -> str:
        return self.bracketed(tree) if isinstance(tree, Quotient) else self.atom(tree)

    def exponent(self, tree: Tree) -> str:
        if isinstance(tree, Symbol) and tree.name == "T" and not tree.at:
            return "\\left(T\\right)"  # no transpose
        return self.whole(tree)

    def atom(self, tree: Tree) -> str:
        match tree:
            case Constant(value):
                return _number(value)
            case Known(name):
                return "\\pi" if name == "pi" else "e"
            case Bound(name):
                return _letters(name)
            case Symbol(name, at):
                return self.symbol(name, at)
            case Quotient(above, below):
                return f"\\frac{{{self.whole(above)}}}{{{self.whole(below)}}}"
            case Apply(function, arguments):
                return self.call(function, arguments)
        return self.bracketed(tree)

    def bracketed(self, tree: Tree) -> str:
        return f"\\left({self.whole(tree)}\\right)"

    def symbol(self, name: str, at: tuple[Tree, ...]) -> str:
        said = _name(name, frozenset(char for each in self.symbols for char in each if char.isalpha()))
        if not at:
            return said
        inner = ", ".join(self.whole(each) for each in at)
        return f"{said}[{inner}]" if "_" in said else f"{said}_{{{inner}}}"

    def call(self, function: str, arguments: tuple[Tree, ...]) -> str:
        said = [self.whole(each) for each in arguments]
        if function == "sqrt" and len(said) == 1:
            return f"\\sqrt{{{said[0]}}}"
        if function == "norm" or (function == "abs" and told(arguments[0], self.symbols) in (None, SCALAR)):
            bar = "|" if function == "abs" else "\\|"
            return f"\\left{bar}{said[0]}\\right{bar}"
        if function == "log" and len(said) == 2:
            return f"\\log_{{{said[1]}}}\\left({said[0]}\\right)"
        if function == "stack":
            rows = " \\\\ ".join(said)
            return f"\\begin{{bmatrix}}{rows}\\end{{bmatrix}}"
        prime = "'" if function.endswith("'") else ""
        name = function.rstrip("'")
        if name in self.symbols:
            upright = _name(name, frozenset(name)) + prime
        else:
            upright = _UPRIGHT.get(function) or f"\\operatorname{{{name}}}{prime}"
        return f"{upright}\\left({', '.join(said)}\\right)"

    def fold(self, tree: Fold) -> str:
        sign = _FOLDS[tree.kind]
        limits = f"_{{{_letters(tree.index)}}}"
        if tree.first is not None and tree.last is not None:
            limits = f"_{{{_letters(tree.index)}={self.whole(tree.first)}}}^{{{self.whole(tree.last)}}}"
        loose = tree.kind != "sum" and isinstance(tree.of, Product | Quotient)
        loose = loose or (tree.kind in ("max", "min") and isinstance(tree.of, Power | Transpose))
        return f"{sign}{limits} {self.bracketed(tree.of) if loose else self.term(tree.of)}"


def _columns_turned(tree: Product, symbols: Mapping[str, Kind]) -> Product:
    """h @ W of a column, read as numpy has it, with the transpose that it means: Wᵀ h; of two columns hᵀ z."""
    left, right = told(tree.left, symbols), told(tree.right, symbols)
    if tree.sign != "@" or left is None or right is None or left[1] != "1" or left[0] != right[0] or left == SCALAR:
        return tree
    if right[1] == "1":
        return Product(_turned(tree.left), tree.right)
    return Product(_turned(tree.right), tree.left)


def _turned(tree: Tree) -> Tree:
    return tree.of if isinstance(tree, Transpose) else Transpose(tree)


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"\\frac{{{value.numerator}}}{{{value.denominator}}}"
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs(value * 10**places)).rjust(places + 1, "0")
    return ("-" if value < 0 else "") + f"{digits[:-places]}.{digits[-places:]}"


def _letters(name: str) -> str:
    """A name without a subscript: h, \\theta, \\mathrm{cost}."""
    letter = greek(name)
    if letter in _COMMANDS:
        return _COMMANDS[letter]
    return letter if len(letter) == 1 else f"\\mathrm{{{letter}}}"


def _name(name: str, letters: frozenset[str]) -> str:
    """A symbol's name: V_{h} for Vh and V_h, \\hat{p} for p̂, a fraction for ∂cost/∂h."""
    cut = tokens(name, letters, names_e=True)[:-1]
    for place, token in enumerate(cut):
        if token.says("/"):
            return f"\\frac{{{_slope(cut[:place])}}}{{{_slope(cut[place + 1 :])}}}"
    return _subscripted(cut)


def _slope(cut: list[Token]) -> str:
    cut = [each for each in cut if not each.says("(", ")", "{", "}")]
    immediate = len(cut) > 2 and cut[1].says("^") and cut[2].says("+")  # ∂⁺
    if immediate:
        cut = [cut[0], *cut[3:]]
    if cut and cut[0].kind == "name" and cut[0].text[0] == "d" and len(cut[0].text) > 1:
        first = cut[0]
        cut = [Token("name", first.text[1:], first.start, first.end, mark=first.mark), *cut[1:]]
    elif cut and (cut[0].says("∂") or cut[0].text == "d"):
        cut = cut[1:]
    return f"\\partial{'^{+}' if immediate else ''} {_subscripted(cut)}"


def _subscripted(cut: list[Token]) -> str:
    first, *rest = cut
    said, below = _letters(first.text), [each for each in rest if not each.says("_", "{", "}", "(", ")", "[", "]")]
    if len(first.text) == 2 and first.text[0].isupper() and first.text[1].islower() and not rest:
        said, below = first.text[0], [Token("name", first.text[1], first.start, first.end)]
    elif first.text[-1].isdigit() and not rest:
        letters = first.text.rstrip("0123456789")
        said = _letters(letters)
        below = [Token("number", first.text[len(letters) :], first.start, first.end)]
    if first.mark:
        said = f"\\{first.mark}{{{said}}}"
    if below and below[0].text in ("hat", "bar", "tilde", "dot", "vec"):
        said, below = f"\\{below[0].text}{{{said}}}", below[1:]
    if not below:
        return said
    return f"{said}_{{{''.join(_letters(each.text) if each.kind == 'name' else each.text for each in below)}}}"
