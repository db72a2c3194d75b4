"""Names that an archive prints and the glossary lacks, as drafts of entries for a curator."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from glossary import script
from glossary.compile.format import format_blocks
from glossary.index import Glossary
from glossary.survey import Form, Place, Survey, Tally

SHOWN_PLACES = 3
_WEIGHT = {"entry": 1.0, "spelling": 1.0, "near": 0.7, "none": 0.5}
_NOT_ID = re.compile(r"[^a-z0-9]+")
_CONTEXT = 45


class Unknown(NamedTuple):
    """One name without an entry: everything printed for the same Hanzi, either script."""

    hans: str
    hant: str | None  # where it was printed in traditional Hanzi
    kind: str
    pinyin: str | None
    reason: str | None  # of the reading
    name: str  # the Latin form that is printed most
    latins: tuple[tuple[str, int, str], ...]  # form, count, agreement; most frequent first
    surfaces: tuple[tuple[str, int], ...]
    mentions: int
    articles: int
    first: str | None
    last: str | None
    conflicts: tuple[str, ...]
    places: tuple[Place, ...]
    score: float


def unknown_names(survey: Survey, *, least: int = 1) -> list[Unknown]:
    """The unknown `Latin (汉字)` pairs of an archive, those first that are worth most to a curator.

    Args:
        survey: what the archive prints.
        least: articles that must print a name.

    Returns:
        One value a name, ranked by the articles that print it and by how well its Latin forms spell it.
    """
    groups: dict[str, list[tuple[Form, Tally]]] = {}
    for form, tally in survey.forms.items():
        if form.entry is None and script.has_hanzi(form.surface) and len(form.surface) > 1:
            groups.setdefault(script.simplify(form.surface), []).append((form, tally))
    groups = {hans: forms for hans, forms in groups.items() if any(form.latin and form.kind != "other" for form, _ in forms)}
    hanzi_by_latin: dict[str, set[str]] = {}
    for hans, forms in groups.items():
        for form, _ in forms:
            if form.latin:
                hanzi_by_latin.setdefault(script.fold(form.latin), set()).add(hans)
    found = [_unknown(hans, forms, hanzi_by_latin, survey.annotator.glossary) for hans, forms in groups.items()]
    return sorted((name for name in found if name.articles >= least), key=lambda name: (-name.score, -name.mentions, name.hans))


def _unknown(hans: str, forms: list[tuple[Form, Tally]], hanzi_by_latin: dict[str, set[str]], glossary: Glossary) -> Unknown:
    latins: Counter[str] = Counter()
    agreements: dict[str, str] = {}
    surfaces: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    readings: Counter[tuple[str, str | None]] = Counter()
    for form, tally in forms:
        surfaces[form.surface] += tally.count
        if form.kind != "other":
            kinds[form.kind] += tally.count
        if form.pinyin:
            readings[form.pinyin, form.reason] += tally.count
        if form.latin:
            latins[form.latin] += tally.count
            agreements[form.latin] = form.agreement or "none"
    best = max(latins, key=lambda latin: (_WEIGHT[agreements[latin]] * latins[latin], latin))
    pinyin, reason = max(readings, key=lambda reading: (readings[reading], str(reading))) if readings else (None, None)
    articles = sum(tally.articles for _, tally in forms)
    total = sum(latins.values())
    agreement = sum(_WEIGHT[agreements[latin]] * count for latin, count in latins.items()) / total
    days = [day for _, tally in forms for day in (tally.first, tally.last) if day]
    traditional = [surface for surface in surfaces if surface != hans]
    return Unknown(
        hans=hans,
        hant=max(traditional, key=lambda surface: (surfaces[surface], surface)) if traditional else None,
        kind=max(kinds, key=lambda kind: (kinds[kind], kind)),
        pinyin=pinyin,
        reason=reason,
        name=best,
        latins=tuple((latin, count, agreements[latin]) for latin, count in latins.most_common()),
        surfaces=tuple(surfaces.most_common()),
        mentions=sum(surfaces.values()),
        articles=articles,
        first=min(days, default=None),
        last=max(days, default=None),
        conflicts=tuple(_conflicts(hans, latins, agreements, kinds, readings, hanzi_by_latin, glossary)),
        places=tuple(place for _, tally in forms for place in tally.places)[:6],
        score=articles * agreement,
    )


def _conflicts(
    hans: str,
    latins: Counter[str],
    agreements: dict[str, str],
    kinds: Counter[str],
    readings: Counter[tuple[str, str | None]],
    hanzi_by_latin: dict[str, set[str]],
    glossary: Glossary,
) -> Iterable[str]:
    """What a curator has to settle before the draft becomes an entry."""
    for latin in latins:
        owners = glossary.lookup(latin)
        if owners:
            yield f"“{latin}” sudah milik {', '.join(f'{entry.id} ({entry.hans})' for entry in owners[:4])}"
        others = sorted(hanzi_by_latin[script.fold(latin)] - {hans})
        if others:
            yield f"“{latin}” juga tertulis untuk {', '.join(others[:6])}"
        if agreements[latin] == "near":
            yield f"“{latin}” hampir, tetapi tidak persis, mengeja {hans}"
    if len(latins) > 1 and "none" in agreements.values():
        yield f"bentuk Latin berbeda-beda, ada yang tidak mengeja {hans}: {', '.join(list(latins)[:6])}"
    spellings = [latin for latin in latins if agreements[latin] == "spelling"]
    if len({script.fold(latin) for latin in spellings}) > 1:
        yield f"beberapa ejaan: {', '.join(spellings[:6])}"
    if len(kinds) > 1:
        yield f"jenis berbeda-beda: {', '.join(f'{kind} {count}×' for kind, count in kinds.most_common())}"
    if len({pinyin for pinyin, _ in readings}) > 1:
        yield f"bacaan berbeda-beda: {', '.join(sorted({pinyin for pinyin, _ in readings}))}"


def drafts(names: Iterable[Unknown], glossary: Glossary) -> str:
    """Write names as a TOML file of drafts: what a curator has to add is the description, and a category.

    A name whose pinyin cannot be given is left out. What was seen stands above each block as a comment.
    """
    entries: dict[str, dict[str, Any]] = {}
    comments: dict[str, str] = {}
    for name in names:
        if name.pinyin is None:
            continue
        id = _id(name, entries, glossary)
        fields: dict[str, Any] = {"kind": name.kind, "hans": name.hans}
        if name.hant and name.hant != script.traditionalise(name.hans):
            fields["hant"] = name.hant
        fields |= {"pinyin": name.pinyin, "name": name.name}
        aliases = [latin for latin, _, agreement in name.latins if latin != name.name and agreement == "spelling"]
        aliases = [latin for latin in dict.fromkeys(aliases) if script.fold(latin) != script.fold(name.name)]
        if aliases:
            fields["aliases"] = aliases
        fields |= {"description": "", "priority": 3}
        if name.reason == "latin":
            fields["pinyin_source"] = f"menurut bentuk Latin “{name.name}” dalam arsip"
        fields["status"] = "draft"
        entries[id] = fields
        comments[id] = "".join(f"# {line}\n" for line in seen(name))
    ordered = dict(sorted(entries.items()))
    return format_blocks(ordered, comments)


def seen(name: Unknown) -> list[str]:
    """What an archive says of a name, a line a fact: counts and dates, Latin forms, conflicts, places."""
    days = f", {name.first} sampai {name.last}" if name.first else ""
    lines = [f"{name.mentions} sebutan dalam {name.articles} artikel{days}"]
    lines.append("Latin: " + "; ".join(f"{latin} {count}× ({agreement})" for latin, count, agreement in name.latins[:8]))
    if len(name.surfaces) > 1:
        lines.append("Hanzi: " + "; ".join(f"{surface} {count}×" for surface, count in name.surfaces[:8]))
    lines += [f"periksa: {conflict}" for conflict in name.conflicts]
    for place in name.places[:SHOWN_PLACES]:
        lines.append(f"{place.article}: …{place.before[-_CONTEXT:]}{place.seen}{place.after[:_CONTEXT]}…")
    return ["".join(c if c.isprintable() else " " for c in line) for line in lines]


def _id(name: Unknown, taken: dict[str, Any], glossary: Glossary) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.name) if not unicodedata.combining(c))
    base = _NOT_ID.sub("-", plain.lower().replace("'", "").replace("’", "")).strip("-") or "nama"
    id, number = base, 2
    while id in taken or glossary.entry(id) is not None:
        id, number = f"{base}-{number}", number + 1
    return id
