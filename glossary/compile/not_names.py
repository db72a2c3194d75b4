"""Decisions against: Latin forms that are no names by themselves, or that any text may hold, whatever it is about."""

from __future__ import annotations

import os
import tomllib

from glossary.errors import DataError


def not_names(folder: str | os.PathLike[str]) -> list[str]:
    """The Latin forms that `not_names.toml` declares to be no names by themselves.

    Raises:
        DataError: a form without its text, its reason or a sentence in which it is no name, or one out of order.
    """
    path = os.path.join(folder, "not_names.toml")
    if not os.path.isfile(path):
        return []
    with open(path, encoding="utf-8") as file:
        forms = tomllib.loads(file.read()).get("form", [])
    texts = [form.get("text", "") for form in forms]
    problems = [
        f"{path}: {form}: write text, reason and sentence" for form in forms if set(form) != {"text", "reason", "sentence"}
    ]
    problems += [
        f"{path}: {form['text']}: its sentence does not hold it"
        for form in forms
        if form.get("text", "").lower() not in form.get("sentence", "").lower()
    ]
    if texts != sorted(set(texts), key=str.lower):
        problems.append(f"{path}: sort the forms, each once")
    if problems:
        raise DataError(problems)
    return texts


def widely_named(folder: str | os.PathLike[str]) -> list[str]:
    """The Latin forms that `widely_named.toml` lists: names of the world that any news page prints.

    Raises:
        DataError: a list without its reason or its forms, or a form that stands there twice.
    """
    path = os.path.join(folder, "widely_named.toml")
    if not os.path.isfile(path):
        return []
    with open(path, encoding="utf-8") as file:
        lists = tomllib.loads(file.read())
    problems = [f"{path}: {name}: write reason and forms" for name, found in lists.items() if set(found) != {"reason", "forms"}]
    texts = [form for found in lists.values() for form in found.get("forms", ())]
    problems += [f"{path}: {form}: list it once" for form in dict.fromkeys(texts) if texts.count(form) > 1]
    if problems:
        raise DataError(problems)
    return texts
