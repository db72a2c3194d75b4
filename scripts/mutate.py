"""Mutation testing: change one thing of a step's code at a time, and see whether the tests of tests/steps notice.

python scripts/mutate.py [MODULE...] [--sample N] [--seed N]

A mutant is one operator, constant, condition, argument or result changed in a function. Each runs in a process of its own, which
imports the package with the changed module and goes through tests/steps, most telling first, until one fails, 30 seconds of
processor time are over, or all have passed: then it survives. `--sample` takes so many of each module, drawn by the seed.
Messages of errors and docstrings are left alone. With mutmut, making the mutants of one module took minutes and a megabyte
and a half of code; this makes one when it is its turn.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import os
import random
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MODULES = (
    "pinyin", "reading.reader", "reading.person", "reading.other", "reading.mixed", "reading.orthography", "reading.curated",
    "reading.segment", "reading.spelling", "reading.match", "reading.fit", "reading.ordinals", "reading.tables",
    "scan", "pair", "resolve",
)  # fmt: skip
SECONDS = 30
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


def is_killed(name: str, path: Path, tree: ast.Module) -> bool:
    """Run the tests in a process of their own; tell whether they noticed."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return status != 0
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1), os.dup2(null, 2)
        sys.meta_path.insert(0, Finder(name, path, tree))
        import test_steps

        test_steps.run_all(name.removeprefix("glossary."))
        code = 0
    except BaseException:  # whatever it is, the change was noticed
        code = 1
    finally:
        os._exit(code)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=list(MODULES), help="below glossary/; all where none is named")
    parser.add_argument("--sample", type=int, default=0, help="mutants of each module; 0: every one")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "steps")]
    import unicodedata  # noqa: F401  what every process needs is imported once; the package itself is not

    import pytest  # noqa: F401

    total = [0, 0]
    for module in options.modules:
        path = ROOT / "glossary" / (module.replace(".", "/") + ".py")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if is_killed(f"glossary.{module}", path, tree):
            sys.exit(f"{module}: the tests fail without any change")
        mutants = places(tree)
        if 0 < options.sample < len(mutants):
            mutants = sorted(random.Random(f"{options.seed} {module}").sample(mutants, options.sample))
        killed = 0
        for number, which, line, words in mutants:
            if is_killed(f"glossary.{module}", path, mutated(tree, number, which)):
                killed += 1
            else:
                print(
                    f"    {module}:{line}: {words}: {path.read_text(encoding='utf-8').splitlines()[line - 1].strip()}", flush=True
                )
        total[0] += killed
        total[1] += len(mutants)
        print(f"{module:20} {killed:>4} of {len(mutants):>4} killed, {100 * killed / max(1, len(mutants)):.1f} %", flush=True)
    print(f"{'in all':20} {total[0]:>4} of {total[1]:>4} killed, {100 * total[0] / max(1, total[1]):.1f} %")


if __name__ == "__main__":
    main()
