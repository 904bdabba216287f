"""Decks with something wrong: what is said, and where. Each deck, then its problems as line:column and a phrase."""

from pathlib import Path

import pytest

from engine.decks.reading import read_deck

BROKEN: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "unknown key, a near one known": (
        """
- id: a
  question: q
  answr: x
  answer: y
""",
        [("3:3", "did you mean answer?")],
    ),
    "unknown key, none near": (
        """
- {id: a, question: q, answer: y, zzz: 1}
""",
        [("1:35", "a card has no key zzz; it may have id, question")],
    ),
    "duplicate id": (
        """
- {id: a, question: q, answer: y}
- {id: a, question: r, answer: z}
""",
        [("2:8", "the id a is taken by the card at line 1")],
    ),
    "missing id": (
        """
- question: q
  answer: y
""",
        [("1:3", "no id: give it one of letters, digits and hyphens, as in `id: my-card`")],
    ),
    "id with a space": (
        """
- {id: two words, question: q, answer: y}
""",
        [("1:8", "letters, digits and hyphens")],
    ),
    "id that is a number": (
        """
- {id: 8, question: q, answer: y}
""",
        [("1:8", "id is text, but YAML reads 8 as a number: put it in quotes")],
    ),
    "missing answer": (
        """
- id: a
  question: q
""",
        [("1:3", "no answer")],
    ),
    "empty question": (
        """
- id: a
  question:
  answer: y
""",
        [("2:12", "question is empty")],
    ),
    "blank answer": (
        """
- {id: a, question: q, answer: "  "}
""",
        [("1:32", "answer is empty")],
    ),
    "cloze and question": (
        """
- id: a
  cloze: A {{gap}}.
  question: q
""",
        [("3:3", "either a cloze or a question")],
    ),
    "no where text is wanted": (
        """
- id: a
  question: Is it?
  answer: no
""",
        [("3:11", "YAML reads no as true or false: put it in quotes")],
    ),
    "a date where text is wanted": (
        """
- id: a
  question: When?
  answer: 1997-11-15
""",
        [("3:11", "YAML reads 1997-11-15 as a date")],
    ),
    "a date that is none": (
        """
- {id: a, question: When?, answer: 1997-13-45}
""",
        [("1:36", "looks like a date and is none")],
    ),
    "minutes in base 60": (
        """
- {id: a, question: When?, answer: 1:30}
""",
        [("1:36", "YAML reads 1:30 as the number 90")],
    ),
    "a list where text is wanted": (
        """
- id: a
  question: [q]
  answer: y
""",
        [("2:13", "question is text, not a list")],
    ),
    "text where a list is wanted": (
        """
- {id: a, question: q, answer: y, tags: gradients}
""",
        [("1:41", "tags is a list: write [gradients]")],
    ),
    "a number among the tags": (
        """
- id: a
  question: q
  answer: y
  tags: [rnn, 1997]
""",
        [("4:15", "tags is text, but YAML reads 1997 as a number")],
    ),
    "the same key twice": (
        """
- id: a
  question: q
  answer: y
  question: r
""",
        [("4:3", "the key question stands twice")],
    ),
    "a colon in plain text": (
        """
- id: a
  question: Which one: this
  answer: y
- {id: b, question: q, answer: y}
""",
        [("2:22", "put this text in quotes")],
    ),
    "a tab for indentation": (
        """
- id: a
\tquestion: q
  answer: y
""",
        [("2:1", "a tab: YAML is indented with spaces")],
    ),
    "a quote that is not closed": (
        """
- id: a
  question: "q
  answer: y
- {id: b, question: q, answer: y}
""",
        [("2:13", "a quote is not closed")],
    ),
    "TeX in double quotes": (
        """
- {id: a, question: q, answer: "$\\sigma$"}
""",
        [("1:34", "use single quotes for TeX")],
    ),
    "text that begins with a star": (
        """
- id: a
  question: q
  answer: **strong**
""",
        [("3:11", "text that begins with * or & needs quotes")],
    ),
    "text that begins with a backtick": (
        """
- id: a
  question: `code`
  answer: y
""",
        [("2:13", "put it in quotes")],
    ),
    "text that begins with a gap": (
        """
- id: a
  cloze: {{one}} is a gap
""",
        [("2:11", "text beginning with { or [ needs quotes")],
    ),
    "an alias to nothing": (
        """
- {id: a, question: q, answer: *nothing}
""",
        [("1:32", "names nothing above it")],
    ),
    "aliases, one of them to nothing, beside another that is a card": (
        """
- &a {id: a, question: q, answer: &y y}
- *a
- {id: b, question: q, answer: *y, hint: 8}
- *nothing
""",
        [("2:3", "*a stands for a card again"), ("3:42", "as a number"), ("4:3", "*nothing names nothing above it")],
    ),
    "an id that is an alias": (
        """
- {id: &i a, question: q, answer: y}
- {id: *i, question: q, answer: y}
""",
        [("2:8", "the id a is taken by the card at line 1")],
    ),
    "an anchor that stands twice": (
        """
- {id: &i a, question: q, answer: y}
- {id: b, question: &i q, answer: y, bogus: 1}
""",
        [("2:21", "&i stands twice: give one of them another name"), ("2:38", "no key bogus")],
    ),
    "a line outside of the cards, under no title": (
        """
cards:
- {id: a, question: q, answer: y}
title x
""",
        [("3:1", "a line without a colon and a space")],
    ),
    "a tag": (
        """
- {id: a, question: q, answer: !!python/object:os.system x}
""",
        [("1:32", "!!python/object:os.system is a tag")],
    ),
    "nested without end": (
        "- " + "[" * 5_000,
        [("1:22", "nested more than 20 deep")],
    ),
    "a billion laughs": (
        "- &a [x]\n" + "".join(f"- &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 60)}]\n" for n in range(20)),
        [("18:167", "more than 1000 aliases")],
    ),
    "nothing at all": ("", [("1:1", "this deck is empty")]),
    "only a comment": ("\n# soon\n", [("1:1", "this deck is empty")]),
    "no cards": (
        """
title: A deck
""",
        [("1:1", "this deck is empty")],
    ),
    "one word": ("\nhello\n", [("1:1", "a deck is a list of cards, or a mapping with cards")]),
    "cards that are no list": (
        """
title: A deck
cards: {id: a}
""",
        [("2:8", "cards is a list, not a mapping")],
    ),
    "a wrong key of the deck": (
        """
titel: A deck
cards:
- {id: a, question: q, answer: y}
""",
        [("1:1", "a deck has no key titel; did you mean title?")],
    ),
    "a card that is a word": (
        """
- hello
- {id: b, question: q, answer: y}
""",
        [("1:3", "a card is a mapping")],
    ),
    "a second document": (
        """
- {id: a, question: q, answer: y}
---
- {id: b, question: q, answer: y}
""",
        [("2:1", "a second document begins here")],
    ),
    "TeX in a block, on its third line": (
        """
- id: a
  question: q
  answer: |
    First $x$, and $x$,
    then

      $$\\frac{a}{b$$
""",
        [("7:17", "this formula cannot be read")],
    ),
    "TeX in a folded block": (
        """
- id: a
  question: q
  answer: >
    Well, $a$ and so
    on, $x^$ here.
""",
        [("5:12", "this formula cannot be read")],
    ),
    "TeX in quotes, the second of two alike": (
        """
- {id: a, question: 'It''s $x$', answer: "is $x_{n}$ and $x_{$"}
""",
        [("1:61", "this formula cannot be read")],
    ),
    "a symbol that nobody can type": (
        """
- id: a
  question: q
  answer: y
  quiz:
    - ask: What?
      formula: x
      where:
        x: scalar
        x y: scalar
""",
        [("9:9", "x y cannot be typed as one symbol")],
    ),
    "after a card that is not there": (
        """
- {id: alpha, question: q, answer: y}
- {id: b, question: q, answer: y, after: [alpha, alhpa]}
""",
        [],  # names may be of another deck: told by the library
    ),
    "run without a Python file": (
        """
- id: a
  question: q
  answer: y
  run: something
""",
        [("4:8", "needs a Python file of the deck's name beside it")],
    ),
    "knobs without run": (
        """
- id: a
  question: q
  answer: y
  knobs: {order: 2}
""",
        [("4:3", "knobs belong to a function")],
    ),
    "a knob that is a list": (
        """
- id: a
  question: q
  answer: y
  run: f
  knobs: {order: [1, 2]}
""",
        [
            ("4:8", "needs a Python file of the deck's name beside it"),
            ("5:18", "order is true or false or a whole number or a number or text, not a list"),
        ],
    ),
    "a cloze without a gap": (
        """
- {id: a, cloze: 'Only $x_{{i}}$ here'}
""",
        [("1:18", "a cloze needs a gap")],
    ),
    "a gap that is not closed": (
        """
- id: a
  cloze: One {{gap}} and {{another $x_{{i}}$.
""",
        [("2:26", "this gap is not closed")],
    ),
    "an empty gap": (
        """
- id: a
  cloze: An {{ }} gap.
""",
        [("2:13", "this gap is empty")],
    ),
    "source as text": (
        """
- {id: a, question: q, answer: y, source: a book}
""",
        [("1:43", "source is a mapping: write {note: …, item: …}")],
    ),
    "source with a wrong key": (
        """
- {id: a, question: q, answer: y, source: {note: n, itme: 4}}
""",
        [("1:53", "did you mean item?")],
    ),
    "a question without a kind": (
        """
- id: a
  question: q
  answer: y
  quiz:
  - ask: What?
""",
        [("5:5", "one of number, formula, choose, text, order, or generate; this has none")],
    ),
    "a question of two kinds": (
        """
- id: a
  question: q
  answer: y
  quiz: [{ask: What?, number: 8, text: [eight]}]
""",
        [("4:10", "this has number and text")],
    ),
    "a number in exponents": (
        """
- id: a
  question: q
  answer: y
  quiz:
  - ask: How much?
    number: 1e-3
""",
        [("6:13", "YAML reads 1e-3 as text: YAML wants a dot and a sign")],
    ),
    "a symbol of no kind": (
        """
- id: a
  question: q
  answer: y
  quiz:
  - {ask: What?, formula: p - w, where: {p: [K], w: vector}}
""",
        [("5:53", "w is scalar, function, opaque")],
    ),
    "a family of vectors without dimensions": (
        """
- id: a
  question: q
  answer: y
  quiz:
  - {ask: What?, formula: p, where: {p: N of vector}}
""",
        [("5:41", "p is scalar, function, opaque, N of [K], N of scalar")],
    ),
    "an example that is a number": (
        """
- id: a
  question: q
  answer: y
  quiz:
  - {ask: What?, number: 8, accept: [8], reject: {9: no}}
""",
        [
            ("5:38", "accept is text, but YAML reads 8 as a number: put it in quotes"),
            ("5:51", "YAML reads this key as a number: put it in quotes"),
        ],
    ),
    "examples that say nothing, or two things": (
        """
- id: a
  question: q
  answer: y
  quiz:
  - ask: What?
    text: [one]
    accept: ["", One]
    reject: {One: It is., two: ""}
""",
        [
            ("7:14", "an accepted example is empty"),
            ("8:14", "One is accepted as well"),
            ("8:32", "say what is wrong with two"),
        ],
    ),
    "nothing right to choose": (
        """
- id: a
  question: q
  answer: y
  quiz:
  - ask: Which?
    choose: [{wrong: a}, {wrong: b}]
""",
        [("6:13", "at least one choice is right")],
    ),
    "a choice with a wrong key": (
        """
- id: a
  question: q
  answer: y
  quiz:
  - ask: Which?
    choose: [{right: a}, {wrong: b, becuase: c}]
""",
        [("6:37", "did you mean because?")],
    ),
    "an order of one": (
        """
- {id: a, question: q, answer: y, quiz: [{ask: Order?, order: [one]}]}
""",
        [("1:63", "at least two lines")],
    ),
    "a character that text cannot hold": (
        "- id: a\n  question: a\x07b\n  answer: y\n",
        [("2:14", "U+0007")],
    ),
    "a list left at the margin": (
        """
- {id: a, question: q, answer: y}
stray: line
- {id: b, question: q, answer: y}
""",
        [("2:1", "this")],
    ),
    "a card whose every key is at fault": (
        """
- id: bad id
  question: ""
  answer: 8
  bogus: 1
""",
        [
            ("1:7", "the id 'bad id' is not letters"),
            ("2:13", "question is empty"),
            ("3:11", "as a number"),
            ("4:3", "no key bogus"),
        ],
    ),
    "misspelt keys, which are not missing too": (
        """
- di: a
  front: q
  answer: y
  quiz:
  - {askk: What?, number: 8}
""",
        [("1:3", "did you mean id?"), ("2:3", "did you mean question?"), ("5:6", "did you mean ask?")],
    ),
    "questions at fault, each for itself": (
        """
- id: a
  question: q
  answer: 8
  hint: $x^$
  quiz:
  - {ask: "", number: 1, tolerance: -1, unti: m}
  - {ask: '$x^$?', formula: x + z, where: {x: scalar}}
  - {ask: What?, formula: x + z, where: {x: vector}}
  - {ask: "", formla: x}
  - {ask: What?, text: [8], accept: [""]}
  - {formula: x + z, where: {x: scalar}, source: me}
""",
        [
            ("3:11", "as a number"),
            ("4:12", "this formula cannot be read"),
            ("6:11", "ask is empty"),
            ("6:37", "tolerance is 0 or more"),
            ("6:41", "did you mean unit?"),
            ("7:15", "this formula cannot be read"),
            ("7:33", "there is no z here"),
            ("8:45", "x is scalar, function"),
            ("9:11", "ask is empty"),
            ("9:15", "did you mean formula?"),
            ("10:25", "as a number"),
            ("10:38", "an accepted example is empty"),
            ("11:5", "needs ask"),
            ("11:19", "there is no z here"),
            ("11:42", "no key source"),
        ],
    ),
    "one id three times, the first of a card at fault": (
        """
- {id: a, question: q}
- {id: a, question: q, answer: y}
- {id: a, question: "", answer: y}
""",
        [
            ("1:3", "no answer"),
            ("2:8", "taken by the card at line 1"),
            ("3:8", "taken by the card at line 1"),
            ("3:21", "question is empty"),
        ],
    ),
    "questions that say nothing where they seem to": (
        """
- id: a
  question: q
  answer: y
  tags: ['']
  quiz:
    - generate: ''
    - generate: two words
    - {ask: q, order: ['', b]}
    - {ask: q, order: [b, 'b ']}
    - {ask: q, text: [a, '  ']}
    - {ask: q, text: ''}
    - {ask: q, formula: x, where: {x: scalar}, world: ''}
    - {ask: q, choose: [{right: b}, {wrong: ' b '}]}
    - null
    - {ask: q, formula: x, where: {x: scalar, '': scalar}}
""",
        [
            ("4:10", "tags holds an empty name"),
            ("6:17", "generate is empty"),
            ("7:17", "generate names a function"),
            ("8:24", "this line is empty"),
            ("9:23", "all different"),
            ("10:26", "this spelling is empty"),
            ("11:22", "text is empty"),
            ("12:55", "world is empty"),
            ("13:37", "this choice stands above already"),
            ("14:7", "this entry of quiz is empty"),
            ("15:47", "nothing cannot be typed as one symbol"),
        ],
    ),
    "three faults in one card": (
        """
- id: a
  question: 8
  answer: yes
  tag: [x]
""",
        [("2:13", "as a number"), ("3:11", "as true or false"), ("4:3", "did you mean tags?")],
    ),
}


CARD = "- id: a\n  question: q\n  answer: y\n"
QUIZ = CARD + "  quiz:\n  - "
NEXT = CARD.replace("id: a", "id: b")

# In one line each: what a slip of the hand, or of an editor, makes of a deck.
SLIPS: tuple[tuple[str, str, str], ...] = (
    ("- id: a\n  question: q\n  answer: # of cards\n", "3:10", "behind # is a comment"),
    ("- id: a\n  question: {x} is what?\n  answer: y\n", "2:17", "begins with { or [ needs quotes"),
    ("- id: a\n  question: [CLS] is what?\n  answer: y\n", "2:19", "begins with { or [ needs quotes"),
    ("- id: a\n  question: @ is what?\n  answer: y\n", "2:13", "put it in quotes"),
    ("- id: a\n  question: % of what?\n  answer: y\n", "2:13", "put it in quotes"),
    ("- id: a\n  question: !one is what?\n  answer: y\n", "2:13", "put it in quotes"),
    ("- id: a\n  question: & is what?\n  answer: y\n", "2:13", "begins with * or &"),
    ("- id: a\n  question: ? what\n  answer: y\n", "2:13", "begins with ? needs quotes"),
    ("- id: a\n  question: q\n  answer: - one\n", "3:11", "begins with a hyphen needs quotes"),
    ("- id: a\n  question: q\n  answer: > 0 always\n", "3:13", "begins with | or > needs quotes"),
    ("- id: a\n  question: q\n  answer: |x| always\n", "3:12", "begins with | or > needs quotes"),
    ("- id: a\n  question: q\n  answer: |0\n    y\n", "3:12", "begins with | or > needs quotes"),
    ("- id: a\n  question: q\n  answer: as follows:\n", "3:21", "a colon before a space"),
    ('- id: a\n  question: "Bits" are what?\n  answer: y\n', "2:20", "behind a closing quote"),
    ("- id: a\n  question: q\n  answer: 'it's so'\n", "3:15", "behind a closing quote"),
    (CARD + "id: b\nquestion: q\nanswer: y\n", "4:1", "a card begins with a hyphen"),
    (CARD + "  id: b\n  question: q\n  answer: y\n", "4:3", "or begin the next card with a hyphen"),
    ("id: a\nquestion: q\nanswer: y\n", "1:1", "a card begins with a hyphen and a space: - id"),
    (CARD + "-id: b\n  question: q\n  answer: y\n", "4:1", "a hyphen needs a space"),
    ("-id: b\n  question: q\n  answer: y\n", "1:1", "a hyphen needs a space"),
    ("* id: a\n  question: q\n  answer: y\n", "1:1", "a card begins with a hyphen"),
    ("— id: a\n  question: q\n  answer: y\n", "1:1", "a card begins with a hyphen"),
    ("- id: a\n  question:What?\n  answer: y\n", "2:3", "without a colon and a space"),
    ("- id: a\n  question What?\n  answer: y\n", "2:3", "without a colon"),
    ("- id: a\n  question = What?\n  answer: y\n", "2:3", "without a colon"),
    ("- id: a\n  question |\n    What?\n  answer: y\n", "2:3", "without a colon"),
    ("- id: a\n  question：What?\n  answer: y\n", "2:11", "no plain colon"),
    ("- id: a\n  question:\xa0What?\n  answer: y\n", "2:11", "no plain colon"),
    ("- id: a\n\xa0\xa0question: q\n  answer: y\n", "2:1", "looks like a space and is none"),
    (CARD + "\ufeff" + NEXT, "4:1", "looks like a space and is none"),
    ("- id: a\n  question: q\n  answer: |\n  y\n", "4:3", "further in than its key"),
    ("- id: a\n  question: q\nmore of it\n  answer: y\n", "3:1", "without a colon"),
    ("- id: a\n  question: q\n    answer: y\n", "3:5", "this key stands further in"),
    ("- id: a\n   question: q\n  answer: y\n", "2:4", "this key stands further in"),
    ("- id: a\n question: q\n  answer: y\n", "2:2", "look at the indentation"),
    ("<<<<<<< HEAD\n" + CARD + "=======\n" + NEXT + ">>>>>>> mine\n", "1:1", "a merge that was not finished"),
    ("- id: 010\n  question: q\n  answer: y\n", "1:7", "as the number 8"),
    ("- id: a\n  question: q\n  answer: 12:30:45\n", "3:11", "as the number 45045"),
    ("- id: a\n  question: q\n  answer: 0x1F\n", "3:11", "as a number"),
    ("- id: a\n  question: q\n  answer: ~\n", "3:11", "answer is empty"),
    ("- &b {id: a, question: q, answer: y}\n- *b\n", "2:3", "*b stands for a card again"),
    ("- id: a\n  <<: x\n  question: q\n  answer: y\n", "2:3", "keys are not merged"),
    ("- !!set {}\n" + CARD, "1:3", "!!set is a tag"),
    ("- id: a\n  question: !!binary aGk=\n  answer: y\n", "2:13", "!!binary is a tag"),
    ("- - id: a\n    question: q\n    answer: y\n", "1:3", "a card is a mapping"),
    ("42\n", "1:1", "not a number"),
    ("title: 1997\ncards:\n" + CARD, "1:8", "as a number"),
    ("cards:\n" + CARD + "cards:\n" + NEXT, "5:1", "the key cards stands twice"),
    ("- id: a_b\n  question: q\n  answer: y\n", "1:7", "letters, digits and hyphens"),
    ("- id: '---'\n  question: q\n  answer: y\n", "1:7", "letters, digits and hyphens"),
    (f"- id: {'a' * 101}\n  question: q\n  answer: y\n", "1:7", "101 characters: 100 are the most"),
    ("- id: a\n  front: q\n  answer: y\n", "2:3", "did you mean question?"),
    (CARD + "  1: x\n", "4:3", "YAML reads this key as a number"),
    (CARD + "  [a]: x\n", "4:3", "a key is a word"),
    (CARD + "  reversed: maybe\n", "4:13", "reversed is true or false"),
    (CARD + "  source: {item: 4}\n", "4:11", "a source needs note"),
    (CARD + "  source: {note: n, item: four}\n", "4:27", "item is a whole number"),
    (CARD + "  after: b\n", "4:10", "after is a list: write [b]"),
    (CARD + "  run: f()\n", "4:8", "run names a function"),
    (CARD + "  quiz: What?\n", "4:9", "quiz is a list"),
    (QUIZ + "What?\n", "5:5", "a question of a quiz is a mapping"),
    (QUIZ + "number: 1\n", "5:5", "a number question needs ask"),
    (QUIZ + "{ask: What?, numbers: 1}\n", "5:18", "did you mean number?"),
    (QUIZ + "{ask: What?, where: {x: scalar}}\n", "5:5", "where belongs to a formula: `formula: …` is missing"),
    (QUIZ + "{ask: What?, tolerance: 1, unit: m}\n", "5:5", "tolerance and unit belong to a number"),
    (QUIZ + 'ask: ">-\n      A\n    formula: x\n    accept: ["x"]\n', "5:10", "a quote is not closed"),
    (QUIZ + "ask: '>-\n      A\n    formula: x\n    accept: ['x']\n", "5:10", "a quote is not closed"),
    ('- id: a\n  question: "$x$\n  answer: $\\sigma$\n', "2:13", "a quote is not closed"),
    ('- id: a\n  question: "Bits\n    more" text\n  answer: y\n', "3:11", "this does not fit"),
    (QUIZ + '{ask: What?, number: "8"}\n', "5:26", "take the quotes away"),
    (QUIZ + "{ask: What?, number: 2,58}\n", "5:28", "write decimals with a dot"),
    (QUIZ + "{ask: What?, number: 1/3}\n", "5:26", "write its digits"),
    (QUIZ + "{ask: What?, number: .nan}\n", "5:26", "number is finite"),
    (QUIZ + f"{{ask: What?, number: {'9' * 400}}}\n", "5:26", "number is finite"),
    (QUIZ + f"{{ask: What?, number: {'9' * 5000}}}\n", "5:26", "looks like a whole number and is none"),
    (QUIZ + "{ask: What?, number: 1, tolerance: -0.1}\n", "5:40", "tolerance is 0 or more"),
    (QUIZ + "{ask: What?, formula: x + z, where: {x: scalar}}\n", "5:31", "there is no z here"),
    (QUIZ + "{ask: What?, formula: (x + 1, where: {x: scalar}}\n", "5:27", "never closed"),
    (QUIZ + "{ask: What?, choose: [a, b: c]}\n", "5:27", "a choice is a mapping"),
    (QUIZ + "{ask: What?, choose: [{right: a, wrong: b}, {wrong: c}]}\n", "5:27", "either right: … or wrong"),
    (QUIZ + "{ask: What?, choose: [{right: a}, {wrong: a}]}\n", "5:39", "stands above already"),
    (QUIZ + "{ask: What?, text: word}\n", "5:24", "text is a list: write [word]"),
    (QUIZ + "{ask: What?, order: [a, a]}\n", "5:25", "all different"),
    (QUIZ + "{ask: What?, generate: drill}\n", "5:6", "has no key ask"),
    ("- id: a\n  cloze: one {{two {{three}} }}\n", "2:20", "a gap within a gap"),
    ("- id: a\n  cloze: one}} {{two}}\n", "2:13", "no gap ends here"),
    ("- id: a\n  cloze: one {{c1::two}}\n", "2:16", "take c1:: away"),
    ("- id: a\n  cloze: one {{two}}\n  reversed: true\n", "3:3", "a cloze has no reverse"),
    ("- id: a\n  question: q\n  answer: so $\\foobar$\n", "3:15", "unknown command"),
    ("\ufeff" + CARD + "  hint: 8\n", "4:9", "hint is text"),
    ((CARD + "  hint: 8\n").replace("\n", "\r\n"), "4:9", "hint is text"),
    ("- id: a\n  question: q\0\n  answer: y\n", "2:14", "U+0000"),
    ("- id: a\n  question: " + "x" * 10_000_000 + "\n  answer: 8\n", "3:11", "as a number"),
    ("\n".join(" " * depth + "a:" for depth in range(2_000)), "21:21", "nested more than 20 deep"),
    ('- id: a\n  question: q\n  answer: "\\ud800"\n', "3:14", "this escape is no character's"),
    ('- id: a\n  question: "$\\underline{x}$"\n  answer: y\n', "2:17", "use single quotes for TeX"),
    ("%YAML 9.9\n---\n" + CARD, "1:1", "a line does not begin with %"),
    ("%YAML x\n---\n" + CARD, "1:7", "a line does not begin with %"),
    ("%foo.b\n---\n" + CARD, "1:1", "a line does not begin with %"),
    ("%TAG x\n---\n" + CARD, "1:6", "a line does not begin with %"),
    ("- id: a\n  question: !<a\n  answer: y\n", "2:16", "begins with ! needs quotes"),
    ("- id: a\n  question: !a%zz b\n  answer: y\n", "2:15", "begins with ! needs quotes"),
    ("- id: a\n  question: !!str,x y\n  answer: y\n", "2:18", "begins with ! needs quotes"),
    ("- {id: a, question: q, answer: y}}\n", "1:34", "this does not fit"),
    ("- {id: a, question: what: this, answer: y}\n", "1:25", "brackets are not closed"),
)


@pytest.mark.parametrize("text, place, phrase", SLIPS, ids=[f"{phrase} {at}" for at, (*_, phrase) in enumerate(SLIPS)])
def test_a_slip_is_told_first_at_its_own_line(text: str, place: str, phrase: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_bytes(text.encode())
    _, (first, *_) = read_deck(path)
    assert f"{first.line}:{first.column}" == place, first
    assert phrase in first.message and "\n" not in first.message


@pytest.mark.parametrize(
    ("raw", "line"),
    [(CARD.encode("utf-16"), 1), (CARD.replace("q\n", "größe\n").encode("latin-1"), 2)],
    ids=["UTF-16", "Latin-1"],
)
def test_a_file_that_is_not_utf8_is_told_where(raw: bytes, line: int, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_bytes(raw)
    deck, (problem,) = read_deck(path)
    assert not deck.cards and problem.line == line and "save the file as UTF-8" in problem.message


def test_what_is_no_file_that_can_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "gone.yaml").symlink_to("nowhere.yaml")
    for name in ("folder", "loop", "gone"):
        deck, (problem,) = read_deck(tmp_path / f"{name}.yaml")
        assert not deck.cards and (problem.line, problem.column) == (1, 1)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_deck_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    text, expected = BROKEN[name]
    path = tmp_path / "deck.yaml"
    path.write_text(text.removeprefix("\n"), encoding="utf-8")
    _, problems = read_deck(path)
    told = [(f"{problem.line}:{problem.column}", problem.message) for problem in problems]
    assert [place for place, _ in told] == [place for place, _ in expected], told
    for (_, message), (_, phrase) in zip(told, expected, strict=True):
        assert phrase in message


def test_all_that_is_wrong_with_a_card_without_a_name_belongs_to_one_card(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text("- id: no\n  question: 8\n  answer: no\n- id: a\n  question: 8\n  answer: no\n- question: q\n")
    _, problems = read_deck(path)
    assert [problem.card for problem in problems] == ["deck:1"] * 3 + ["deck/a"] * 2 + ["deck:7"] * 2
