"""The third step: what a surface names — an entry, or NIL with a kind that evidence gives."""

from __future__ import annotations

from glossary.cover import ending_kind
from glossary.index import FormLink
from glossary.index.glossary import HEADWORD
from glossary.model import Evidence, LatinForm, Resolution
from glossary.reading import Tables, read


def resolve(surface: str, links: tuple[FormLink, ...], latin: LatinForm | None, shape: str | None, tables: Tables) -> Resolution:
    """Settle a Hanzi surface.

    Args:
        links: the entries that the surface stands for, if any.
        latin: the Latin form tied to it.
        shape: the kind that the cover of the run found, or None.

    Returns:
        The link where one entry fits; NIL with candidates for a homonym that the Latin form does not settle, and for a single
        character; else a kind from the Latin form and the surface.
    """
    entries = tuple(link.entry for link in links)
    if len(links) > 1 and latin is not None and latin.agreement == "entry":
        fitting = [link for link in links if any(form.casefold() == latin.text.casefold() for form in link.entry.forms)]
        if len(fitting) == 1:
            return Resolution(
                fitting[0].entry.kind, fitting[0].reading, fitting[0].entry, entries, (Evidence("latin", latin.text),)
            )
    if len(surface) == 1:
        return Resolution("other", read(surface, tables=tables), None, entries, (Evidence("unknown", "single character"),))
    if len(links) == 1:
        word = "headword" if links[0].how == HEADWORD else "alias"
        evidence = (Evidence(word, surface), *((Evidence("latin", latin.text),) if latin and latin.agreement == "entry" else ()))
        return Resolution(entries[0].kind, links[0].reading, entries[0], (), evidence)
    if links:
        kinds = {entry.kind for entry in entries}
        kind = kinds.pop() if len(kinds) == 1 else "other"
        return Resolution(
            kind, links[0].reading, None, entries, (Evidence("ambiguous", ", ".join(entry.id for entry in entries)),)
        )
    kind = _unknown_kind(surface, latin, shape, tables)
    reading = read(surface, kind, latin.text if latin else None, tables=tables)
    return Resolution(kind, reading, None, (), (Evidence("unknown", kind),))


def _unknown_kind(surface: str, latin: LatinForm | None, shape: str | None, tables: Tables) -> str:
    if tables.is_word(surface):
        return "other"
    surname = tables.surname_length(surface)
    if latin is not None and latin.agreement in ("spelling", "near") and surname and len(surface) <= surname + 2:
        return "person"
    if shape is not None and (shape != "person" or len(surface) > 2 or latin is not None):
        return shape
    ending = ending_kind(surface)
    if ending is not None and len(surface) > 2:
        return ending
    return "person" if tables.looks_like_person(surface) >= 0.5 and len(surface) > 2 else "other"
