"""The public face: complete, sorted, and not hidden by a module of the same name."""

import pkgutil
from importlib import import_module

import glossary


def test_all_is_sorted_and_complete():
    assert sorted(glossary.__all__) == glossary.__all__
    assert all(getattr(glossary, name) is not None for name in glossary.__all__)


def test_no_public_name_is_a_module():
    """Importing a submodule sets its name on the package, so a function of the same name would be lost."""
    modules = {module.name for module in pkgutil.iter_modules(glossary.__path__)}
    for name in modules - {"__main__", "_data"}:
        import_module(f"glossary.{name}")
    assert not modules & set(glossary.__all__)
    assert callable(glossary.annotate)
