"""The linter: rules over bilingual text, a file a family, and what they mend."""

from glossary.linter.run import Linter, apply, fix, lint

__all__ = ["Linter", "apply", "fix", "lint"]
