"""The rules that one entry is held to: each gives the field and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from glossary import script
from glossary.compile.orthography import orthography_problems, written_syllables
from glossary.compile.rules import Rules
from glossary.reading import read

Fields = dict[str, Any]
Problems = Iterator[tuple[str | None, str]]
DESCRIPTION = range(30, 121)  # characters


def description(fields: Fields, rules: Rules) -> Problems:
    """The description is one Indonesian noun phrase that stays true."""
    text = fields.get("description", "")
    if len(text) not in DESCRIPTION:
        yield "description", f"{len(text)} characters; write {DESCRIPTION.start} to {DESCRIPTION.stop - 1}"
    if not text:
        return
    if text != " ".join(text.split()):
        yield "description", "line ends, or more than one space in a row"
    if text.rstrip().endswith((".", ";", ",")):
        yield "description", f"ends with {text.rstrip()[-1]!r}; it is a phrase and no sentence"
    if match := re.search(r"\b(?:saat ini|sekarang|dewasa ini|kini)\b", text, re.I):
        yield "description", f"{match[0]!r}: what changes belongs into roles"
    if match := re.match(r"(?:adalah|ialah|merupakan)\b", text, re.I):
        yield "description", f"begins with {match[0]!r}; write the noun phrase alone"


def naming(fields: Fields, rules: Rules) -> Problems:
    """Names, descriptions and titles follow the decisions, and print no form that an entry says to avoid."""
    texts = [("name", fields["name"]), ("description", fields.get("description", ""))]
    texts += [("roles", role["title"]) for role in fields.get("roles", ())]
    for field, text in texts:
        for decision in rules.decisions:
            pattern = _unwanted(decision.never, decision.alias_only if field == "name" else (), decision.fixed)
            if pattern is not None and (match := pattern(text)):
                yield field, f"{match!r}; write {decision.use!r} ({decision.id} in decisions.toml)"
        for form in fields.get("avoid", ()):
            if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                yield field, f"{form!r} is a form to avoid"
    for alias in fields.get("aliases", ()):
        for decision in rules.decisions:
            pattern = _unwanted(decision.never, (), decision.fixed)
            if pattern is not None and not script.has_hanzi(alias) and (match := pattern(alias)):
                yield "aliases", f"{match!r} in {alias!r} belongs into avoid ({decision.id} in decisions.toml)"


@lru_cache(maxsize=256)
def _unwanted(never: tuple[str, ...], alias_only: tuple[str, ...], fixed: tuple[str, ...]) -> Callable[[str], str | None] | None:
    if not never and not alias_only:
        return None
    unwanted = "|".join(map(re.escape, sorted({*never, *alias_only}, key=len, reverse=True)))
    kept = "|".join(map(re.escape, sorted(fixed, key=len, reverse=True))) or r"(?!)"
    pattern = re.compile(rf"(?<!\w)(?:(?:{kept})|(?P<unwanted>{unwanted}))(?!\w)", re.I)
    return lambda text: next((match["unwanted"] for match in pattern.finditer(text) if match["unwanted"]), None)


def pinyin(fields: Fields, rules: Rules) -> Problems:
    """The pinyin is written by the rules, and differs from the automatic reading only for a reason that is told."""
    written = fields.get("pinyin")
    if not written:
        yield "pinyin", "missing"
        return
    for problem in orthography_problems(fields["hans"], written, fields["kind"]):
        yield "pinyin", problem
    if fields.get("pinyin_source"):
        return
    syllables = tuple(syllable.lower() for syllable in written_syllables(fields["hans"], written))
    hanzi = "".join(c for c in fields["hans"] if script.is_hanzi(c))
    automatic = read(hanzi if hanzi != fields["hans"] else fields["hans"], fields["kind"], tables=rules.tables)
    if automatic.pinyin is not None and automatic.syllables != syllables:
        yield "pinyin", f"{written!r} differs from the automatic reading {automatic.pinyin!r}; say why in pinyin_source"
        return
    dictionary = rules.tables.words.get(script.simplify(fields["hans"]))
    if dictionary is not None and dictionary[0] in ("p", "n"):
        known = dictionary[4] or dictionary[2]
        if known and tuple(known) != syllables:
            yield "pinyin", f"{written!r} differs from the dictionary's {' '.join(known)!r}; say why in pinyin_source"


def characters(fields: Fields, rules: Rules) -> Problems:
    """Simplified and traditional Hanzi belong together; held against OpenCC where it is installed."""
    hans, hant = fields["hans"], fields.get("hant")
    if hans != unicodedata.normalize("NFC", hans) or script.strip_ignorable(hans) != hans:
        yield "hans", f"{hans!r} holds compatibility or zero-width characters"
    converters = _converters()
    if not converters:
        return
    to_simplified, *to_traditional = converters
    converted = [convert(hant or hans) for convert in to_traditional]
    if hant is None:
        derived = script.traditionalise(hans)
        if derived not in converted and _odd(derived, converted):
            yield "hant", f"missing: rules give {derived!r}, OpenCC {converted[1]!r}; write the traditional form"
        return
    if fields.get("note"):  # says why the two are not what OpenCC makes of each other
        return
    if script.simplify(hant) != script.simplify(hans) and to_simplified(hant) != hans:
        yield "hant", f"{hant!r} is not the traditional form of {hans!r}; say in note why the two differ"
    elif odd := [c for c in _odd(hant, converted) if not _is_big5(c)]:
        yield "hant", f"{''.join(odd)!r} in {hant!r} is simplified"


def opencc_traditional(hans: str) -> str | None:
    """The traditional form that OpenCC gives in Taiwan's standard; None where OpenCC is not installed."""
    converters = _converters()
    return converters[2](hans) if converters else None


def _odd(hant: str, converted: list[str]) -> list[str]:
    """Characters that every standard of traditional Hanzi would write otherwise."""
    if any(len(text) != len(hant) for text in converted):
        return []
    return [c for place, c in enumerate(hant) if all(text[place] != c for text in converted)]


def _is_big5(character: str) -> bool:
    try:
        code = character.encode("big5")
    except UnicodeEncodeError:
        return False
    return b"\xa4\x40" <= code <= b"\xc6\x7e"


@lru_cache(maxsize=1)
def _converters() -> tuple[Callable[[str], str], ...]:
    try:
        import opencc
    except ImportError:
        return ()
    return tuple(opencc.OpenCC(name).convert for name in ("t2s", "s2t", "s2tw", "s2hk"))


def sources(fields: Fields, rules: Rules) -> Problems:
    """Sources are known; what is sourced names one."""
    for field, keys in (
        ("sources", fields.get("sources", ())),
        *(("roles", r.get("sources", ())) for r in fields.get("roles", ())),
    ):
        for key in keys:
            if key not in rules.sources:
                yield field, f"{key!r} is not in sources.toml"
    if fields.get("status") == "sourced" and not fields.get("sources"):
        yield "status", "sourced without sources; write 'checked', or the keys of what was opened"
    if fields.get("status") != "draft" and not fields.get("reviewed"):
        yield "reviewed", "missing: the day of the second reading"


def ordinary_words(fields: Fields, rules: Rules) -> Problems:
    """A Latin form that is an ordinary Indonesian word would be found where nobody means it."""
    if fields["kind"] == "title":  # a common noun, which is not looked for in running text
        return
    for field, forms in (("aliases", fields.get("aliases", ())), ("english", (fields.get("english", ""),))):
        for form in forms:
            reason = rules.ordinary.get(form.casefold())
            if reason is not None and form != fields["name"]:
                yield field, f"{form!r} is an ordinary word ({reason}); leave it out"


def country_names(fields: Fields, rules: Rules) -> Problems:
    """Countries have the name that CLDR gives them in Indonesian; held against Babel where it is installed."""
    if fields["kind"] != "place" or fields.get("category") != "L07":
        return
    codes, names = _territories()
    code = codes.get(fields["hans"])
    if code is not None and names[code] != fields["name"] and code not in rules.country_names:
        yield "name", f"{fields['name']!r}; CLDR writes {names[code]!r} (exceptions stand in decisions.toml)"


@lru_cache(maxsize=1)
def _territories() -> tuple[dict[str, str], dict[str, str]]:
    try:
        from babel import Locale
    except ImportError:
        return {}, {}
    chinese = Locale.parse("zh").territories
    return {name: code for code, name in chinese.items()}, dict(Locale.parse("id").territories)


def categories(fields: Fields, rules: Rules) -> Problems:
    """The category is one of the targets, and the priority is set."""
    known = {category.id for category in rules.categories}
    if known and fields.get("category") not in known:
        yield "category", f"{fields.get('category')!r} is not in targets.toml"
    if "priority" not in fields:
        yield "priority", "missing: 1 in the news weekly, 2 monthly, 3 the rest"


def aliases(fields: Fields, rules: Rules) -> Problems:
    """An alias says something that the headwords do not."""
    forms = fields.get("aliases", ())
    seen = {fields["name"], fields["hans"], fields.get("hant")}
    for alias in forms:
        if alias in seen:
            yield "aliases", f"{alias!r} stands already"
        seen.add(alias)
        if alias != " ".join(alias.split()):
            yield "aliases", f"{alias!r} has more than one space in a row"
    for form in fields.get("avoid", ()):
        if form in seen:
            yield "avoid", f"{form!r} is to be avoided and an alias or a headword; leave it in one place"


ENTRY_GATES: tuple[tuple[str, Callable[[Fields, Rules], Problems]], ...] = (
    ("description", description),
    ("naming", naming),
    ("pinyin", pinyin),
    ("characters", characters),
    ("sources", sources),
    ("ordinary", ordinary_words),
    ("countries", country_names),
    ("category", categories),
    ("aliases", aliases),
)
