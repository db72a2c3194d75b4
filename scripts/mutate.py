"""Mutation testing: change one thing of a step's code at a time, and see whether the tests of tests/steps notice.

python scripts/mutate.py [MODULE...] [--sample N] [--seed N]

A mutant is one operator, constant, condition, argument or result changed in a function. Each runs in a process of its own,
forked from one that has imported the package and kept no answer; there the changed function takes the code of the mutant. A
function that is called while its module is imported is changed by importing everything anew. The cases that reach the changed
line run, those that killed the mutants before it at their head, then the facts, which may meet what an earlier case had kept,
until one fails, 15 seconds of processor time are over, or all have passed: then the mutant survives. `--sample` takes so many
of each module, drawn by the seed. Messages of errors and docstrings are left alone. With mutmut, making the mutants of one
module took minutes and a megabyte and a half of code; this makes one when it is its turn.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import os
import pickle
import random
import resource
import sys
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
MODULES = (
    "pinyin", "reading.reader", "reading.person", "reading.other", "reading.mixed", "reading.orthography", "reading.curated",
    "reading.segment", "reading.spelling", "reading.match", "reading.fit", "reading.ordinals", "reading.tables",
    "scan", "cover", "pair", "anchors", "resolve", "kinds", "cues", "guess", "context", "phrase", "plain", "latin", "bearers",
    "whole", "foreign", "numerals",
)  # fmt: skip
SECONDS = 15
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.Mod: ast.Add, ast.Div: ast.Mult,
}  # fmt: skip


def changes(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """What one node can be changed to: words for it, and a function that changes a copy of the node in its place."""
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            if type(operator) in COMPARISONS:
                other = COMPARISONS[type(operator)]
                yield f"{type(operator).__name__} to {other.__name__}", lambda n, p=place, o=other: n.ops.__setitem__(p, o())
    elif isinstance(node, ast.BoolOp):
        other_bool = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"to {other_bool.__name__}", lambda n: setattr(n, "op", other_bool())
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in OPERATORS:
        other_op = OPERATORS[type(node.op)]
        yield f"{type(node.op).__name__} to {other_op.__name__}", lambda n: setattr(n, "op", other_op())
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield f"to {not node.value}", lambda n: setattr(n, "value", not n.value)
        elif isinstance(node.value, int | float):
            yield f"{node.value} to {node.value + 1}", lambda n: setattr(n, "value", n.value + 1)
        elif isinstance(node.value, str):
            yield f"{node.value[:20]!r} to another", lambda n: setattr(n, "value", n.value + "X" if n.value else "X")
    elif (
        isinstance(node, ast.Return)
        and node.value is not None
        and not (isinstance(node.value, ast.Constant) and not node.value.value)
    ):
        yield "to return None", lambda n: setattr(n, "value", ast.Constant(None))
    elif isinstance(node, ast.If | ast.While | ast.IfExp):
        yield "never", lambda n: setattr(n, "test", ast.Constant(False))
        if not isinstance(node, ast.While):
            yield "always", lambda n: setattr(n, "test", ast.Constant(True))
    elif isinstance(node, ast.Continue | ast.Break):
        yield "to the other", lambda n: setattr(n, "__class__", ast.Break if isinstance(n, ast.Continue) else ast.Continue)
    elif isinstance(node, ast.Call) and len(node.args) > 1 and not any(isinstance(arg, ast.Starred) for arg in node.args):
        yield "without its last argument", lambda n: n.args.pop()


def places(tree: ast.Module) -> list[tuple[int, int, int, str]]:
    """Every mutant of a module: the number of its node in the order of a walk, which change, line, words."""
    inside: set[int] = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            inside.update(id(node) for statement in function.body for node in ast.walk(statement))
            if ast.get_docstring(function, clean=False) is not None:
                inside -= {id(node) for node in ast.walk(function.body[0])}
    left = [node for node in ast.walk(tree) if isinstance(node, ast.Raise | ast.Import | ast.ImportFrom | ast.AnnAssign)]
    for node in left:  # of an annotated assignment, the value is changed and the annotation is not
        parts = [node.annotation] if isinstance(node, ast.AnnAssign) else [node]
        inside -= {id(inner) for part in parts for inner in ast.walk(part)}
    found = []
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in inside:
            for which, (words, _) in enumerate(changes(node)):
                found.append((number, which, getattr(node, "lineno", 0), words))
    return found


def mutated(tree: ast.Module, number: int, which: int) -> ast.Module:
    """The module with one node changed."""
    other = copy.deepcopy(tree)
    node = next(node for place, node in enumerate(ast.walk(other)) if place == number)
    list(changes(node))[which][1](node)
    return ast.fix_missing_locations(other)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from a changed tree."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self.name, self.path, self.tree = name, path, tree

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        return importlib.util.spec_from_loader(name, self, origin=str(self.path)) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.path)
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)


# -- the cases, and which lines they reach ---------------------------------------------------------


class Known(NamedTuple):
    """What is known before a mutant is made."""

    cases: list[Callable[[], Any]]
    facts: int  # so many of them, the first ones, are facts
    answers: list[Any]  # of each case, as it should be
    by_line: dict[tuple[str, int], list[int]]  # file and line -> numbers of the cases that run it
    at_import: set[tuple[str, int]]  # lines in functions that run when the package is imported
    kills: Counter[int]  # number of a case -> mutants that it was the first to notice


def all_cases() -> list[Callable[[], Any]]:
    """Every case of tests/steps as a function that gives its answer."""
    import golden
    import test_facts
    import test_steps

    golden.own(), golden.annotator()
    found: list[Callable[[], Any]] = [partial(test_facts.fault, *fact) for fact in test_facts.FACTS]
    found += [partial(test_steps.is_read_right, *name[:4]) for name in golden._cases() if name[0] not in test_steps.KNOWN]
    return found + [case for cases in golden.FILES.values() for case in cases()]


def in_a_child(work: Callable[[], Any]) -> Any:
    """What a function gives in a process of its own, where it may change and keep what it will."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            with os.fdopen(writer, "wb") as out:
                pickle.dump(work(), out)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as into:
        data = into.read()
    if os.waitpid(child, 0)[1]:
        sys.exit("the tests fail without any change")
    return pickle.loads(data)


class Traced:
    """Notes the lines of some files that run."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.files = {str(path) for path in paths}
        self.lines: set[tuple[str, int]] = set()

    def __call__(self, frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_filename not in self.files:
            return None
        self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self.inside

    def inside(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self.inside


def reach(paths: list[Path]) -> tuple[list[Any], dict[tuple[str, int], list[int]]]:
    """The answer of every case as it is now, and by file and line the numbers of the cases that run it."""
    import golden

    answers, by_line = [], defaultdict(list)
    for number, case in enumerate(all_cases()):
        traced = Traced(paths)
        sys.settrace(traced)
        answers.append(case())
        sys.settrace(None)
        for line in traced.lines:
            by_line[line].append(number)
    lines = [line for answer in answers if isinstance(answer, list) for line in answer]
    assert lines == [line for name in golden.FILES for line in golden.kept(name)], "python tests/steps/golden.py"
    wrong = [answer for answer in answers if isinstance(answer, str) or answer is False]
    assert not wrong, wrong
    return answers, dict(by_line)


def run_at_import(paths: list[Path]) -> set[tuple[str, int]]:
    """The lines within functions that run when the package is imported."""
    forget()
    traced = Traced(paths)
    sys.settrace(lambda frame, *rest: None if frame.f_code.co_name == "<module>" else traced(frame, *rest))
    all_cases()
    sys.settrace(None)
    return traced.lines


def forget() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] in ("glossary", "golden", "test_steps", "test_facts")]:
        del sys.modules[name]


# -- one mutant ------------------------------------------------------------------------------------


def codes(code: CodeType) -> Iterator[CodeType]:
    """The code of every function of a module that is in no other function."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            if inner.co_flags & 2:  # of a function: it has fast locals
                yield inner
            else:
                yield from codes(inner)


def functions(holder: Any, module: str) -> Iterator[FunctionType]:
    """The functions of a module or class, also within what was made of them."""
    for value in list(vars(holder).values()):
        if isinstance(value, type) and value.__module__ == module:
            yield from functions(value, module)
        for found in (value, *(getattr(value, name, None) for name in ("__func__", "__wrapped__", "fget"))):
            if isinstance(found, FunctionType) and found.__module__ == module:
                yield found


def change(name: str, path: Path, tree: ast.Module) -> None:
    """Give the functions of the imported module the code of a changed tree."""
    known = {(f.__code__.co_qualname, f.__code__.co_firstlineno): f for f in functions(sys.modules[name], name)}
    for code in codes(compile(tree, str(path), "exec")):
        function = known.get((code.co_qualname, code.co_firstlineno))
        if function is not None and function.__code__ != code:
            function.__code__ = code


def is_killed(name: str, path: Path, tree: ast.Module, line: int, known: Known) -> bool:
    """Run the cases on a mutant in a process of its own; tell whether one of them noticed."""
    place = (str(path), line)
    reached = known.by_line.get(place) or range(len(known.answers))
    order = dict.fromkeys((*sorted(reached, key=lambda number: -known.kills[number]), *range(known.facts)))
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1), os.dup2(null, 2)
            cases = known.cases
            if place in known.at_import:
                forget()
                sys.meta_path.insert(0, Finder(name, path, tree))
                cases = all_cases()
            else:
                change(name, path, tree)
            for number in order:
                os.write(writer, number.to_bytes(4, "little"))
                if cases[number]() != known.answers[number]:
                    break
            else:
                status = 0
        finally:  # whatever it is, the change was noticed
            os._exit(status)
    os.close(writer)
    last = b""
    while data := os.read(reader, 1 << 16):
        last = (last + data)[-4:]
    os.close(reader)
    killed = os.waitpid(child, 0)[1] != 0
    if killed and last:
        known.kills[int.from_bytes(last, "little")] += 1
    return killed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=list(MODULES), help="below glossary/; all where none is named")
    parser.add_argument("--sample", type=int, default=0, help="mutants of each module; 0: every one")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "steps")]
    paths = [ROOT / "glossary" / (module.replace(".", "/") + ".py") for module in options.modules]
    cases = all_cases()
    facts = len(importlib.import_module("test_facts").FACTS)
    answers, by_line = in_a_child(lambda: reach(paths))
    known = Known(cases, facts, answers, by_line, in_a_child(lambda: run_at_import(paths)), Counter())
    total = [0, 0]
    for module, path in zip(options.modules, paths, strict=True):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        mutants = places(tree)
        if 0 < options.sample < len(mutants):
            mutants = sorted(random.Random(f"{options.seed} {module}").sample(mutants, options.sample))
        killed = 0
        for number, which, line, words in mutants:
            if is_killed(f"glossary.{module}", path, mutated(tree, number, which), line, known):
                killed += 1
            else:
                print(f"    {module}:{line}: {words}: {text.splitlines()[line - 1].strip()}", flush=True)
        total[0] += killed
        total[1] += len(mutants)
        print(f"{module:20} {killed:>4} of {len(mutants):>4} killed, {100 * killed / max(1, len(mutants)):.1f} %", flush=True)
    print(f"{'in all':20} {total[0]:>4} of {total[1]:>4} killed, {100 * total[0] / max(1, total[1]):.1f} %")


if __name__ == "__main__":
    main()
