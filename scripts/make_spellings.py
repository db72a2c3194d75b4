"""Generate data/spellings/{hokkien,cantonese,hongkong,taiwan}.tsv and data/readings/given_common.tsv.

Syllables come from ToJyutping (BSD-2-Clause; rime-cantonese, CC BY 4.0) and taibun (dictionary of the Ministry of Education,
Taiwan, CC BY-SA 4.0); the ways in which people write them are the rules below.  hakka.tsv, teochew.tsv, singapore.tsv and
extra_*.tsv are kept by hand.

    python scripts/make_spellings.py        # needs ToJyutping, taibun, jieba, opencc
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
DATA = ROOT / "data"


def surnames() -> dict[str, str]:
    found = {}
    for line in (DATA / "surnames.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "hans\t")):
            hans, hant, *_ = line.split("\t")
            for simple, traditional in zip(hans, hant):
                found.setdefault(simple, traditional)
    return found


def given_characters(heads: dict[str, str]) -> list[str]:
    """Characters of given names by falling frequency in the persons of jieba's dictionary."""
    import jieba

    from glossary.script import simplify

    counts: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.split()
        if tag == "nr" and 2 <= len(word) <= 3 and word[0] in heads:
            counts.update(simplify(word[1:]))
    return [c for c, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n >= 4]


# -- Cantonese ---------------------------------------------------------------------------------------------------------

INITIALS_HK = {
    "b": "p b", "p": "p", "m": "m", "f": "f", "d": "t d", "t": "t", "n": "n", "l": "l", "g": "k g", "k": "k", "ng": "ng", "h": "h",  # noqa: E501
    "gw": "kw gw", "kw": "kw", "w": "w", "z": "ch ts j tz", "c": "ch ts", "s": "s sh sz", "j": "y", "": "",
}  # fmt: skip
FINALS_HK = {
    "aa": "a ah", "aai": "ai aai", "aau": "au aau", "aam": "am aam", "aan": "an aan", "aang": "ang aang", "aap": "ap aap", "aat": "at aat", "aak": "ak aak",  # noqa: E501
    "ai": "ai ei", "au": "au ou ow", "am": "am um", "an": "an un", "ang": "ang ung", "ap": "ap up", "at": "at ut", "ak": "ak uk", "e": "e eh", "ei": "ei ee ay i", "eng": "eng ing",  # noqa: E501
    "ek": "ek ik", "i": "i ee e ze", "iu": "iu ew iew eu", "im": "im", "in": "in een", "ing": "ing eng", "ip": "ip", "it": "it", "ik": "ik ick", "o": "o oh or aw",  # noqa: E501
    "oi": "oi oy", "ou": "o ou oe ow", "on": "on", "ong": "ong", "ot": "ot", "ok": "ok", "u": "u oo", "ui": "ui", "un": "un oon", "ung": "ung", "ut": "ut", "uk": "uk",  # noqa: E501
    "oe": "eu", "oeng": "eung eong", "oek": "euk eok", "eoi": "ui eui oey", "eon": "un eun on", "eot": "ut eut", "yu": "u yu ue", "yun": "un uen yuen", "yut": "ut uet yuet",  # noqa: E501
    "m": "m", "ng": "ng",
}  # fmt: skip


def cantonese(syllable: str, *, official: bool = False) -> list[str]:
    """Spell one syllable of Jyutping; official: as the Hong Kong government does, else in all common ways."""
    found = re.match(r"(gw|kw|ng(?=[aeiou])|[bpmfdtnlgkhwzcsj]?)(.+?)[1-6]$", syllable)
    if not found:
        return []
    initial, final = found.groups()
    if syllable[:-1] in ("ng", "m"):
        return ["ng", "ung"] if syllable[:-1] == "ng" else ["m"]
    forms = []
    heads, tails = INITIALS_HK.get(initial, initial).split() or [""], FINALS_HK.get(final, "").split()
    if official:
        heads, tails = (
            heads[: 2 if initial in ("z", "s") else 1],
            tails[: 2 if final in ("yu", "yun", "yut", "oe", "eoi", "eon", "an", "am", "ang", "at", "ap") else 1],
        )
        if final in ("aai", "aau", "aam", "aan", "aang", "a", "ai", "ei", "au"):
            tails = tails[:1]
    for head, tail in product(heads, tails):
        if initial == "j":
            if final.startswith("yu"):
                head = "y"
            if final in ("i", "iu", "im", "in", "ing", "ip", "it", "ik"):
                forms.append(tail)
        forms.append(head + tail)
    if initial in ("z", "c", "s") and final == "i":
        forms.extend(
            {"z": ["tse", "tsz", "chi", "tze", "tzi"], "c": ["chi", "tsz", "che", "tze"], "s": ["sze", "see", "si", "sz", "shi"]}[
                initial
            ]
        )
    if initial == "ng":
        forms.extend(form[2:] for form in list(forms))
    if initial == "" and final[0] in "ao":
        forms.extend("ng" + form for form in list(forms))
    if initial == "gw" and final in ("ok", "ong"):
        forms.extend(["kok", "kwok"] if final == "ok" else ["kong", "kwong"])
    return [form for form in dict.fromkeys(forms) if form]


# -- Hokkien -----------------------------------------------------------------------------------------------------------

INITIALS_HOKKIEN = {
    "p": "p b", "ph": "p ph", "b": "b", "m": "m b", "t": "t d", "th": "t th", "n": "n l", "l": "l", "k": "k g", "kh": "k kh", "g": "g ng", "ng": "ng g",  # noqa: E501
    "h": "h", "ts": "tj ch ts z c tz dj j", "tsh": "tj ch ts tjh c", "s": "s", "j": "dj j z y l g", "": "",
}  # fmt: skip
VOWELS_HOKKIEN = {
    "a": "a ah", "e": "e ee eh", "i": "i ie ee", "o": "o oh oo ouw", "oo": "o ouw ow oo ouh ouwh u", "u": "oe u oo ue",
    "ai": "ai ay", "au": "au auw ao ouw ow", "ia": "ia iah ea", "io": "io eo ioh", "iu": "ioe iu ieuw iew iuw eu ew", "iau": "iauw iau iouw iaw iow eow iao", "ua": "oa ua oea wa", "ue": "oe ue oei wee oey", "ui": "oei ui oey uy wi wie",  # noqa: E501
    "uai": "oai uai oay uay", "ioo": "io iau", "ei": "e",
}  # fmt: skip


def toneless(syllable: str) -> str:
    text = unicodedata.normalize("NFD", syllable)
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


def hokkien(syllable: str) -> list[str]:
    bare = toneless(syllable)
    found = re.match(r"(tsh|ts|ph|th|kh|ng(?=[aeiou])|[pbmtnlkghsj]?)(.*)$", bare)
    if not found:
        return []
    initial, final = found.groups()
    if final in ("ng", "m"):
        heads = INITIALS_HOKKIEN[initial].split() or [""]
        return [head + tail for head in heads for tail in (("ng", "eng", "ung", "oeng") if final == "ng" else ("m", "em"))]
    nasal = "nn" in final
    final = final.replace("nn", "")
    match = re.match(r"([aeiou]+)(m|ng|n|p|t|k|h)?$", final)
    if not match:
        return []
    vowel, coda = match.group(1), match.group(2) or ""
    vowels = VOWELS_HOKKIEN.get(vowel, vowel).split()
    if coda and coda != "h":
        closed = {
            "a": "a",
            "e": "e ee",
            "i": "i ie ee",
            "o": "o",
            "oo": "o",
            "u": "oe u oo",
            "ia": "ia ie e",
            "io": "io ieo eo",
            "ua": "oa ua wa oea",
            "iu": "ioe iu ioo",
        }
        vowels = closed.get(vowel, vowel).split()
    codas = {"": [""], "h": ["", "h", "k", "ch"], "k": ["k", "ck", "c", "g"], "t": ["t", "d"], "p": ["p", "b"]}.get(coda, [coda])
    if nasal:
        codas = [*codas, "n", "nh", "ng"]
    if vowel == "i" and coda == "ng":
        vowels = ["i", "e", "ie", "ee"]
    if vowel == "i" and coda == "k":
        vowels = ["i", "e", "ie", "ee"]
    if vowel == "ia" and coda == "n":
        vowels = ["ia", "ie", "e"]
    if vowel == "ia" and coda == "t":
        vowels = ["ia", "ie", "e"]
    forms = [head + middle + tail for head in INITIALS_HOKKIEN[initial].split() or [""] for middle in vowels for tail in codas]
    more = []
    for form in forms:  # an opening i or u is written y, j, w
        if form[0] == "i" and len(form) > 1 and form[1] in "aoue":
            more += ["y" + form, "j" + form[1:], "y" + form[1:]]
        elif form[0] == "i":
            more += ["y" + form, "j" + form]
        if form[:2] in ("oe", "ua", "oa", "ui", "ue") and initial == "":
            more += (
                ["w" + form[1:]]
                if form[0] == "u"
                else ["w" + form, "w" + form[2:]]
                if form[:2] == "oe" and len(form) > 2
                else ["w" + form[1:]]
            )
    if initial == "h" and vowel in ("u", "ua", "ue", "ui"):
        more += ["f" + form[1:] for form in forms]
    return [form for form in dict.fromkeys(forms + more) if form]


def read_extra(name: str) -> dict[str, list[str]]:
    path = DATA / "spellings" / name
    found: dict[str, list[str]] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                hanzi, forms = line.split("\t")
                for c in hanzi:
                    found.setdefault(c, []).extend(forms.split())
    return found


def write(name: str, header: list[str], table: dict[str, list[str]]) -> None:
    lines = [f"# {line}\n" for line in header]
    lines += [f"{c}\t{' '.join(sorted(dict.fromkeys(forms)))}\n" for c, forms in sorted(table.items()) if forms]
    (DATA / "spellings" / name).write_text("".join(lines), encoding="utf-8")
    print(name, len(table), sum(map(len, table.values())))


def written_forms(c: str, heads: dict[str, str], convert: Callable[[str], str]) -> list[str]:
    """Give the forms under which dictionaries may list a character, traditional ones first."""
    from glossary.script import traditionalise

    return [form for form in dict.fromkeys([heads.get(c, ""), convert(c), traditionalise(c), c]) if form]


def hokkien_table(forms: dict[str, list[str]]) -> dict[str, list[str]]:
    """Spell every character as the dictionary of taibun reads it."""
    import msgspec

    spec = find_spec("taibun")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "data"  # its code is not needed
    minnan = msgspec.msgpack.decode((folder / "prons.msgpack").read_bytes())
    table = {}
    for c, written in forms.items():
        syllables = dict.fromkeys(s for form in written for s in minnan.get(form) or () if isinstance(s, str))
        table[c] = [w for s in syllables for part in s.replace("--", "").split("/") for w in hokkien(part)]
    return table


def cantonese_table(forms: dict[str, list[str]], *, official: bool) -> dict[str, list[str]]:
    """Spell every character as ToJyutping reads it."""
    import ToJyutping

    table = {}
    for c, written in forms.items():
        readings = [candidates[:3] for form in written for _, candidates in ToJyutping.get_jyutping_candidates(form)]
        syllables = [s for candidates in readings for s in candidates if " " not in s]
        table[c] = [w for s in syllables for w in cantonese(s, official=official)]
    return table


def write_given(given: list[str]) -> None:
    head = f"# Characters of given names by falling frequency in the persons of jieba {version('jieba')} (MIT); "
    head += "generated by scripts/make_spellings.py\n"
    lines = ["".join(given[i : i + 100]) + "\n" for i in range(0, len(given), 100)]
    (DATA / "readings" / "given_common.tsv").write_text(head + "".join(lines), encoding="utf-8")


def main() -> None:
    import opencc

    from glossary.script import simplify

    heads = surnames()
    given = given_characters(heads)
    write_given(given)
    convert = opencc.OpenCC("s2t").convert
    forms = {c: written_forms(c, heads, convert) for c in dict.fromkeys([*heads, *given[:2500]])}
    tables = {
        "hongkong": cantonese_table(forms, official=True),
        "hokkien": hokkien_table(forms),
        "cantonese": cantonese_table(forms, official=False),
    }
    for name in ("cantonese", "hokkien"):
        for c, extra in read_extra(f"extra_{name}.tsv").items():
            tables[name].setdefault(simplify(c), []).extend(extra)
    for c, extra in read_extra("extra_cantonese.tsv").items():
        tables["hongkong"].setdefault(simplify(c), []).extend(extra[:2])
    rules = "by the rules of scripts/make_spellings.py"
    jyutping = f"from ToJyutping {version('ToJyutping')} (BSD-2-Clause) {rules}"
    taibun = f"from taibun {version('taibun')} (data: Ministry of Education, Taiwan; CC BY-SA 4.0) {rules}"
    write("hongkong.tsv", [f"Cantonese in the spelling of the Hong Kong government; {jyutping}"], tables["hongkong"])
    write("hokkien.tsv", [f"Hokkien spellings, old Dutch and English; {taibun}"], tables["hokkien"])
    write(
        "cantonese.tsv",
        [f"Cantonese spellings as people and the Hong Kong government write them; {jyutping}"],
        tables["cantonese"],
    )


if __name__ == "__main__":
    main()
