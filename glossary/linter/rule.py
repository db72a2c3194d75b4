"""What a rule is: a code that stays, a message in two languages, and a check over one article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from glossary.linter.article import Article

LANGUAGES = ("id", "en")


class Finding(NamedTuple):
    """Where a rule was broken: `fix` replaces `text[start:end]`; `words` fill the message."""

    start: int
    end: int
    fix: str | None = None
    words: tuple[str, ...] = ()
    safe: bool = True  # counts only where the rule's fixes are safe


Check = Callable[["Article"], Iterator[Finding]]


class Rule(NamedTuple):
    """One rule: `messages` by language, with {0}, {1} for what was seen; its docstring is its page."""

    code: str
    name: str
    messages: dict[str, str]
    safe: bool
    check: Check

    @property
    def doc(self) -> str:
        """The docstring: what is wrong and why in English, the same in Indonesian behind `id:`, then `Bad:` and `Good:`."""
        return self.check.__doc__ or ""

    def message(self, words: tuple[str, ...], lang: str) -> str:
        """The message in a language, with what was seen."""
        return self.messages[lang].format(*words)


RULES: dict[str, Rule] = {}


def rule(code: str, *, id: str, en: str, safe: bool = False) -> Callable[[Check], Check]:
    """Register a check under its code; `safe`: its fixes may be applied unasked."""

    def register(check: Check) -> Check:
        name: Any = getattr(check, "__name__", code)
        RULES[code] = Rule(code, name.replace("_", "-"), {"id": id, "en": en}, safe, check)
        return check

    return register
