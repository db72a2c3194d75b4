"""The engines give the same matches as each other and as a slow, obvious search."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.index import automaton

ENGINES = ("daachorse", "ahocorasick_rs", "python")
ALPHABET = "aXi 习近平𠀀-"
texts = st.text(ALPHABET, max_size=60)
patterns = st.lists(st.text(ALPHABET, min_size=1, max_size=5), min_size=1, max_size=12, unique=True)


def brute_force(wanted, text):
    found = [
        (start, start + len(pattern), number)
        for number, pattern in enumerate(wanted)
        for start in range(len(text) - len(pattern) + 1)
        if text.startswith(pattern, start)
    ]
    return sorted(found, key=lambda match: (match[1], match[0]))


@pytest.mark.parametrize("engine", ENGINES)
@given(wanted=patterns, text=texts)
def test_every_occurrence_is_found_ordered_by_end(engine, wanted, text):
    assert automaton.build(wanted, engine).find_all(text) == brute_force(wanted, text)


@pytest.mark.parametrize("engine", ENGINES)
@given(wanted=patterns, text=texts)
def test_of_each_end_the_longest_pattern_is_found(engine, wanted, text):
    longest = {}
    for match in brute_force(wanted, text):
        longest.setdefault(match[1], match)
    assert automaton.build(wanted, engine).find(text) == list(longest.values())


def test_a_saved_automaton_finds_the_same():
    rng = random.Random(1)
    wanted = sorted({"".join(rng.choices(ALPHABET, k=rng.randint(1, 6))) for _ in range(300)})
    text = "".join(rng.choices(ALPHABET, k=2000))
    built = automaton.Daachorse.build(wanted)
    assert automaton.Daachorse.load(built.save()).find(text) == built.find(text)


def test_an_unknown_engine_is_named():
    with pytest.raises(ValueError, match="unknown engine 'flex'; write one of daachorse"):
        automaton.build(["a"], "flex")
