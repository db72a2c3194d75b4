"""Texts to compare native code and Python on: every passage of the cases, articles made of them, and mutations of both."""

import random
from functools import cache
from pathlib import Path

CASES = Path(__file__).parents[1] / "cases"
MARKS = " ,.;:()（）\"“”‘’'-–/《》\n"


@cache
def passages():
    """Every cell of the cases that is a text."""
    found = {}
    for path in sorted(CASES.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                for cell in line.split("\t"):
                    if len(cell) > 24 and "|" not in cell:
                        found[cell.replace("\\n", "\n")] = None
    return tuple(found)


def articles(number, seed):
    """Texts of several passages each."""
    chance = random.Random(seed)
    return [chance.choice((" ", "\n", "\n\n")).join(chance.choices(passages(), k=chance.randint(2, 8))) for _ in range(number)]


def mutated(number, seed):
    """Passages with marks put in or left out, words swapped or joined, and letters in the other case."""
    chance = random.Random(seed)
    for _ in range(number):
        text = chance.choice(passages())
        for _ in range(chance.randint(1, 4)):
            text = _mutate(text, chance)
        yield text


def _mutate(text, chance):
    place = chance.randrange(len(text) + 1)
    change = chance.randrange(6)
    if change == 0:
        return text[:place] + chance.choice(MARKS) + text[place:]
    if change == 1:
        return text[:place] + text[place + 1 :]
    if change == 2:
        return text[:place] + text[place : place + 1].swapcase() + text[place + 1 :]
    words = text.split(" ")
    first, second = chance.randrange(len(words)), chance.randrange(len(words))
    if change == 3:
        words[first], words[second] = words[second], words[first]
    elif change == 4:
        words[first] = words[first].capitalize() if chance.random() < 0.5 else words[first].upper()
    else:
        words[first] = chance.choice(chance.choice(passages()).split(" "))
    return " ".join(words)


def with_hard_spaces(texts, seed):
    """The same with some spaces that do not break lines, as editors leave them."""
    chance = random.Random(seed)
    return ("".join("\u00a0" if c == " " and chance.random() < 0.2 else c for c in text) for text in texts)


def with_symbols(texts, seed):
    """The same with signs and emoji among the words."""
    chance = random.Random(seed)
    return ("".join(c + chance.choice("€¥™→★❤😀⟦") if chance.random() < 0.02 else c for c in text) for text in texts)
