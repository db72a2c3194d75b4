"""Every form that an entry answers to: headwords, aliases, and the variants that writers make of them by rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from glossary import script
from glossary.index.glossary import ALIAS, AVOID, DERIVED, HEADWORD
from glossary.index.style import house_style


class FormSource(NamedTuple):
    """One form of one entry.

    A form that is not `scanned` is found by lookup only, never in running text; one that is `alone`, neither where it is another
    entry's too.
    """

    text: str
    how: int
    scanned: bool = True
    alone: bool = False


_TONES = "\u0300\u0301\u0304\u030c"
_PARTICLES = frozenset(("dan atau dari di ke yang untuk dengan bagi para oleh pada of and the for in de").split())
_TITLE_SYLLABLES = 3  # of the pinyin of a work, with which it is found in running text: Honglou Meng
_SMALL_SYLLABLES = frozenset(("di", "ke", "dan", "yang", "si", "sang"))  # of pinyin, that are small words of Indonesian too


def forms_of(fields: dict[str, Any], *, varied: bool = True) -> list[FormSource]:
    """List the forms of one entry without repetition; where one text has several roles, the strongest stays.

    Args:
        fields: those of the entry.
        varied: also list the forms that differ from others in spaces, hyphens and capitals alone, for running text; a lookup
            finds them by their fold.
    """
    forms: dict[str, FormSource] = {}
    for form in _all_forms(fields, varied):
        seen = forms.get(form.text)
        if seen is None or (form.how, not form.scanned) < (seen.how, not seen.scanned):
            forms[form.text] = form
    return list(forms.values())


def _all_forms(fields: dict[str, Any], varied: bool) -> Iterator[FormSource]:
    kind = fields["kind"]
    stated = [(fields["name"], HEADWORD), (fields["hans"], HEADWORD), (fields.get("hant", ""), HEADWORD)]
    stated += [(fields.get("english", ""), ALIAS), *((alias, ALIAS) for alias in fields.get("aliases", ()))]
    stated += [(form, AVOID) for form in fields.get("avoid", ())]
    for text, how in stated:
        text = " ".join(text.split())
        if not text:
            continue
        if script.has_hanzi(text):
            yield FormSource(text, how)
            yield FormSource(script.simplify(text), how)
        else:
            derived = DERIVED if how != AVOID else AVOID
            yield FormSource(text, how, kind != "title")
            if kind == "title" or not varied:
                yield from (FormSource(variant, derived, False) for variant in _house_variants(text, kind))
            else:
                yield from (FormSource(variant, derived) for variant in _latin_variants(text, kind))
    is_name = kind == "person" and " " in fields.get("pinyin", "")
    toneless = _toneless(fields.get("pinyin", ""))
    for pinyin in toneless:
        yield FormSource(pinyin, DERIVED, is_name and varied)
    if is_name and varied:
        for variant in (*_given_name_variants(toneless[0]), *(v for pinyin in toneless for v in _latin_variants(pinyin, kind))):
            yield FormSource(variant, DERIVED)
    if kind == "work" and varied:
        for variant in dict.fromkeys(title for pinyin in toneless for title in _title_variants(pinyin)):
            yield FormSource(variant, DERIVED, alone=True)


def _latin_variants(text: str, kind: str) -> Iterator[str]:
    for form in dict.fromkeys((text, *_house_variants(text, kind))):
        yield form
        for spelled in dict.fromkeys((form, *_spelling_variants(form))):
            yield spelled
            if len(spelled) > 4 and not spelled.isupper():
                yield spelled.upper()
            if spelled[0].islower():
                yield spelled[0].upper() + spelled[1:]
                if " " in spelled:
                    yield " ".join(word if word in _PARTICLES else word[0].upper() + word[1:] for word in spelled.split())


def _house_variants(text: str, kind: str) -> Iterator[str]:
    other = house_style(text, "china")
    if other != text:
        yield other
    if kind == "organization" and text.endswith(" Tiongkok"):
        for state in ("RRT", "RRC", "Republik Rakyat Tiongkok", "Republik Rakyat China"):
            yield text[: -len("Tiongkok")] + state


def _spelling_variants(form: str) -> Iterator[str]:
    if "'" in form:
        yield form.replace("'", "’")
        yield form.replace("'", "‘")
        yield form.replace("'", "")
    if "Otonomi " in form:
        yield form.replace("Otonomi ", "Otonom ")
    if "Kerja Sama" in form:
        yield form.replace("Kerja Sama", "Kerja sama")
        yield form.replace("Kerja Sama", "Kerjasama")
    for match in re.finditer(r"(?<=[a-z])-([a-zA-Z])(?=[a-z])", form):  # Chee-hwa: Chee-Hwa, Chee Hwa, Cheehwa
        head, letter, tail = form[: match.start()], match[1], form[match.end() :]
        for joint in ("-" + letter.upper(), "-" + letter.lower(), " " + letter.upper(), letter.lower()):
            yield head + joint + tail


def _toneless(pinyin: str) -> list[str]:
    """Pinyin without tone marks, ü as writers print it: Lü, Lu, Lyu, Lv."""
    if not pinyin:
        return []
    decomposed = unicodedata.normalize("NFD", pinyin)
    plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    if "ü" not in plain:
        return [plain]
    return [plain, *(plain.replace("ü", letters) for letters in ("u", "yu", "v"))]


def _title_variants(pinyin: str) -> Iterator[str]:
    """Ways of writing the toneless pinyin of a work, if it is long enough: Guose Fanghua, Guo Se Fang Hua."""
    from glossary.pinyin import split

    syllables = [syllable for word in pinyin.split() for syllable in split(word.lower()) or ("",)]
    if len(syllables) >= _TITLE_SYLLABLES and all(syllables):
        yield pinyin
        yield " ".join(syllable.capitalize() for syllable in syllables)


def _given_name_variants(pinyin: str) -> Iterator[str]:
    """Ways of writing a person's toneless pinyin: XiJinping, Xi Jin Ping, Xi Jin-ping, Xi Jin-Ping, Xi JinPing, XI JIN PING.

    An ü is still one in the pinyin given, so that its syllables can be told apart; the ways write it as `_toneless` does.
    """
    from glossary.pinyin import split

    surname, *given = pinyin.split(" ")
    if len(given) != 1:
        return
    yield from _toneless(surname + given[0])
    syllables = split(given[0].lower()) or ()
    if len(syllables) == 2:
        first, second = syllables[0].capitalize(), syllables[1].lower()
        title = second.capitalize()
        for given_name in (f"{first} {title}", f"{first}-{second}", f"{first}-{title}", first + title):
            yield from _toneless(f"{surname} {given_name}")
        if second not in _SMALL_SYLLABLES:  # 'Wang Yi di Beijing' is not Wang Yidi
            yield from _toneless(f"{surname} {first} {second}")
        for form in _toneless(f"{surname} {first} {title}"):
            yield form.upper()
