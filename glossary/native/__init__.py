"""The plain article in native code, where the package was built with a Rust compiler: the same records, many times faster.

`native/` of the repository holds that code. Without its library the Python steps do everything, to the same answers; they also do
what the native code leaves to them: articles of other than plain characters, and runs that are no plain case.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from types import ModuleType

LIBRARY = os.path.join(os.path.dirname(__file__), "native.bin")  # a name that no Python takes for a module


@cache
def binding() -> ModuleType | None:
    """The module that binds annotators natively, None where there is no library for it, or GLOSSARY_NATIVE is 0.

    To be asked for before threads annotate, as `Annotator` does: where one of them imports while another forks, the child waits
    for that import for ever.
    """
    is_wanted = os.environ.get("GLOSSARY_NATIVE") != "0"
    return import_module("glossary.native.bound") if is_wanted and os.path.exists(LIBRARY) else None
