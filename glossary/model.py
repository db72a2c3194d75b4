"""The values of the flow: immutable, comparable, printable, cheap to make.

They are named tuples: creation costs a fifth of a frozen dataclass, and importing them loads neither `dataclasses` nor
`msgspec`, which would double the time to a first annotated article. Use the names; the order of the fields is no promise.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from glossary.errors import seen

new = tuple.__new__
"""Makes a value from the tuple of all its fields, `new(Evidence, (word, detail))`: a quarter of the cost of calling its class."""

KINDS = ("person", "organization", "place", "work", "event", "concept", "project", "title", "other")


class Role(NamedTuple):
    """A title that a person holds between two dates.

    Dates are ISO 8601 strings to the precision that is known: '2013', '2013-03' or '2013-03-14'. `start` is None where it is
    not known; `end` is None while the role lasts and '?' when it ended on an unknown date.
    """

    title: str
    start: str | None = None
    end: str | None = None
    sources: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One curated record: the person, institution, place or idea that a form stands for."""

    id: str
    kind: str
    name: str  # the Indonesian headword, in the house style of the glossary
    hans: str  # simplified Hanzi of the headword
    pinyin: str | None = None  # GB/T 28039 / 16159, tone marks
    description: str = ""  # Indonesian noun phrase
    hant: str = ""  # traditional Hanzi
    aliases: tuple[str, ...] = ()  # other forms, Hanzi and Latin
    avoid: tuple[str, ...] = ()  # forms that should not be printed
    english: str = ""
    roles: tuple[Role, ...] = ()
    wikidata: str | None = None
    priority: int = 3  # 1 in the news weekly, 2 monthly, 3 the rest
    category: str = ""
    distinct_from: tuple[str, ...] = ()
    part_of: str | None = None
    disputed: bool = False
    status: str = "checked"
    sources: tuple[str, ...] = ()
    url: str | None = None  # catalogue page, else Wikidata, else None

    @property
    def forms(self) -> tuple[str, ...]:
        """Headwords and aliases, without repetition: all that the entry answers to."""
        return tuple(dict.fromkeys(form for form in (self.name, self.hans, self.hant, self.english, *self.aliases) if form))


def told_of(entry: Entry) -> str:
    """What an entry tells of what it names: its description and the titles of its roles."""
    return " ".join((entry.description, *(role.title for role in entry.roles)))


class Reading(NamedTuple):
    """How a Hanzi surface is pronounced.

    `pinyin` is in the orthography of the kind, None where the surface cannot be read whole; `syllables` are lower-case with
    tone marks, one a Hanzi; `alternatives` are other readings of the whole surface, best first.
    """

    pinyin: str | None
    syllables: tuple[str, ...] = ()
    reason: str = (
        "unknown"  # 'entry' | 'latin' | 'name' | 'surname' | 'given-name' | 'place' | 'phrase' | 'character' | 'unknown'
    )
    alternatives: tuple[str, ...] = ()
    confidence: float = 0.0  # calibrated probability that every syllable is right
    disputed: bool = False  # sources differ: 肖 Xiāo or Xiào

    def styled(self, style: str) -> str | None:
        """Write the pinyin in another style: one of glossary.pinyin.STYLES; None where there is no pinyin.

        Raises:
            ValueError: the style is unknown.

        >>> Reading("Lǚ Jìnpíng", ("lǚ", "jìn", "píng")).styled("passport")
        'LYU JINPING'
        """
        from glossary.pinyin import STYLES, convert

        if style not in STYLES:
            raise ValueError(f"unknown style {seen(style)}; write one of {', '.join(STYLES)}")
        return convert(self.pinyin, style) if self.pinyin is not None else None


class LatinForm(NamedTuple):
    """The Latin-script form that stands beside a Hanzi surface and is tied to it, where it stands in the article.

    `agreement` is 'entry' (a form of the linked entry), 'spelling' (it spells the Hanzi), 'near' (one slip away) or 'none' (a
    translation, or unknown). `system` names the romanisation of a spelling; `slip` says what differs in a near one.
    """

    start: int
    end: int
    text: str
    agreement: str
    system: str | None = None
    slip: str | None = None


class Evidence(NamedTuple):
    """One reason behind a link, a kind or a reading: `word` is one of EVIDENCE, `detail` what was seen."""

    word: str
    detail: str = ""


EVIDENCE = ("headword", "alias", "latin", "context", "prior", "surname", "ambiguous", "unknown")


class Resolution(NamedTuple):
    """What a surface was found to name: shared by all mentions that were settled by the same evidence."""

    kind: str
    reading: Reading | None = None
    entry: Entry | None = None
    candidates: tuple[Entry, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Mention(NamedTuple):
    """One occurrence of a name in one article, exactly as printed.

    Offsets are half-open and count code points of the text as received: `text[start:end] == surface`.
    """

    start: int
    end: int
    surface: str
    latin: LatinForm | None
    resolution: Resolution

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return self.resolution.kind

    @property
    def entry(self) -> Entry | None:
        """The linked entry; None is NIL: an answer, not an error."""
        return self.resolution.entry

    @property
    def candidates(self) -> tuple[Entry, ...]:
        """The other entries that fit, best first."""
        return self.resolution.candidates

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What decided, in an order an editor can follow."""
        return self.resolution.evidence

    @property
    def reading(self) -> Reading | None:
        """How the surface is pronounced; None for a mention in Latin letters or one that has no Chinese reading."""
        return self.resolution.reading

    @property
    def pinyin(self) -> str | None:
        """The surface's pinyin in the orthography of its kind; None where there is none."""
        reading = self.resolution.reading
        return reading.pinyin if reading is not None else None


class Problem(NamedTuple):
    """One fault that the linter found; `fix` replaces `text[start:end]`, and is applied without asking only when `safe`."""

    code: str
    start: int
    end: int
    message: str
    fix: str | None = None
    safe: bool = False


def check_kind(kind: str | None) -> str | None:
    """Return the kind unchanged, or raise a `ValueError` that names it."""
    if kind is not None and kind not in KINDS:
        raise ValueError(f"unknown kind {seen(kind)}; write one of {', '.join(KINDS)}")
    return kind


def as_plain(value: Any) -> Any:
    """Turn a value of this module into dicts, lists and scalars, field by field."""
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            return {field: as_plain(item) for field, item in zip(value._fields, value, strict=True)}
        return [as_plain(item) for item in value]
    return value
