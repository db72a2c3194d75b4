"""Pinyin as text: splitting, parsing and formatting of syllables, and the orthography of names.

A syllable is a lower-case NFC string with a tone mark ('jìn'); a neutral syllable has none ('de'). `ü` is kept.

Sources: ISO 7098:2015, GB/T 16159-2012 (orthography), GB/T 28039-2011 (personal names), GA/T on passports (LYU, LUE).
"""

from __future__ import annotations

from functools import lru_cache

STYLES = ("marks", "numbers", "none", "passport", "zhuyin", "wade-giles")

_MARKED = {
    "a": "āáǎà",
    "e": "ēéěè",
    "i": "īíǐì",
    "o": "ōóǒò",
    "u": "ūúǔù",
    "ü": "ǖǘǚǜ",
    "n": "\0ńňǹ",
    "m": "\0ḿ\0\0",
    "ê": "\0ế\0ề",
}
_PLAIN: dict[str, tuple[str, int]] = {
    marked: (letter, tone + 1) for letter, row in _MARKED.items() for tone, marked in enumerate(row) if marked != "\0"
}
_STRIP = {ord(marked): letter for marked, (letter, _) in _PLAIN.items()}
_STRIP.update({ord(marked.upper()): letter.upper() for marked, (letter, _) in _PLAIN.items() if len(marked.upper()) == 1})
_LOWER_U = str.maketrans({"v": "ü", "V": "ü"})
_COMBINING = {"a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "ü": "ü"}
_TONE_OF_COMBINING = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0306": 3, "\u0300": 4}
_APOSTROPHES = "'’‘ʼʻ`´＇"
_HYPHENS = "-‐‑‒–−－"

_FINALS = {
    "": "a o e ai ei ao ou an en ang eng er ê m n ng hm hng yo",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u iao",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo uan un ü üe",
    "l": "a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo uan un ü üe",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e ai ei ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "ch": "a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "sh": "a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang",
    "r": "e ao ou an en ang eng ong i u ua uo ui uan un",
    "z": "a e ai ei ao ou an en ang eng ong i u uo ui uan un",
    "c": "a e ai ei ao ou an en ang eng ong i u uo ui uan un",
    "s": "a e ai ei ao ou an en ang eng ong i u uo ui uan un",
    "y": "a o e ai ao ou an ang ong i in ing u ue uan un",
    "w": "a o ai ei an en ang eng u",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
_LONGEST = 6  # 'zhuang'
_WRITTEN_U = {
    "lv": "lü",
    "nv": "nü",
    "lve": "lüe",
    "nve": "nüe",
    "lue": "lüe",
    "nue": "nüe",
    "lyu": "lü",
    "nyu": "nü",
    "lyue": "lüe",
    "nyue": "nüe",
}


def strip_tones(text: str) -> str:
    """Take the tone marks off, keeping ü: 'Lǚ Bù' becomes 'Lü Bu'.

    >>> strip_tones("Lǚ Bù")
    'Lü Bu'
    """
    return text.translate(_STRIP)


def tone(syllable: str) -> int:
    """Give the tone of a syllable with marks: 1 to 4, or 5 for a neutral one.

    >>> tone("jìn"), tone("de")
    (4, 5)
    """
    for letter in syllable:
        if letter in _PLAIN:
            return _PLAIN[letter][1]
    return 5


def mark(syllable: str, number: int) -> str:
    """Put the mark of a tone (1 to 4; 0 or 5 for none) on a bare syllable.

    Source: ISO 7098:2015, 8.2: a or e carries it, else o of 'ou', else the last vowel.

    >>> mark("lüe", 4), mark("gui", 4), mark("liu", 2), mark("m", 2)
    ('lüè', 'guì', 'liú', 'ḿ')
    """
    if number not in (1, 2, 3, 4):
        return syllable
    for letter in "aeê":
        if letter in syllable:
            return syllable.replace(letter, _mark_letter(letter, number), 1)
    if "ou" in syllable:
        return syllable.replace("o", _MARKED["o"][number - 1], 1)
    for place in range(len(syllable) - 1, -1, -1):
        if syllable[place] in "iouü":
            return syllable[:place] + _MARKED[syllable[place]][number - 1] + syllable[place + 1 :]
    for letter in "nm":  # interjections: ǹg, ḿ
        if letter in syllable:
            return syllable.replace(letter, _mark_letter(letter, number), 1)
    return syllable


def _mark_letter(letter: str, number: int) -> str:
    marked = _MARKED[letter][number - 1]
    return marked if marked != "\0" else letter


@lru_cache(maxsize=1 << 12)
def split(letters: str) -> tuple[str, ...] | None:
    """Split closed-up pinyin without apostrophes into its syllables, with or without marks; None where it cannot be.

    A syllable begins with a consonant where it can ('xinan' is xi-nan, as the orthography demands an apostrophe in xin'an);
    otherwise the longest is taken first.

    >>> split("jìnpíng"), split("fāngān"), split("qwx")
    (('jìn', 'píng'), ('fān', 'gān'), None)
    """
    bare = strip_tones(letters)
    marked = [place for place, letter in enumerate(letters) if letter in _PLAIN]
    dead: set[int] = set()

    def walk(start: int) -> tuple[str, ...] | None:
        if start == len(bare):
            return ()
        if start in dead:
            return None
        for end in range(min(start + _LONGEST, len(bare)), start, -1):
            if bare[start:end] not in SYLLABLES or sum(start <= place < end for place in marked) > 1:
                continue
            # without an apostrophe a later syllable cannot begin with a vowel when a consonant could open it
            if end < len(bare) and bare[end] in "aoe" and bare[end - 1] in "ngr" and bare[start : end - 1] in SYLLABLES:
                rest = walk(end - 1)
                if rest is not None:
                    return (letters[start : end - 1], *rest)
            rest = walk(end)
            if rest is not None:
                return (letters[start:end], *rest)
        dead.add(start)
        return None

    return walk(0) if len(letters) <= 200 else None


def _compose(text: str) -> str:
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)


def parse(text: str) -> tuple[tuple[str, ...], ...]:
    """Parse pinyin in words, with marks or numbers, into syllables with marks: one tuple a word.

    Accepts `Xí Jìnpíng`, `xi2 jin4 ping2`, `Xi2 Jin4ping2`, `Xī'ān`, `lv4`, `lu:4`, `Lín-Zhèng`; capitals are not kept.

    Raises:
        ValueError: a word is no pinyin; the message names it.

    >>> parse("Xí Jìnpíng"), parse("lu:4 se4")
    ((('xí',), ('jìn', 'píng')), (('lǜ',), ('sè',)))
    """
    return tuple(map(_word_syllables, _compose(text).lower().replace("u:", "ü").split()))


@lru_cache(maxsize=1 << 16)  # a large glossary is parsed twice, when it is checked and when it is compiled
def _word_syllables(word: str) -> tuple[str, ...]:
    syllables: list[str] = []
    piece = ""
    pieces: list[tuple[str, int]] = []
    for letter in word:
        if letter in "012345" or letter in _APOSTROPHES or letter in _HYPHENS:
            if not piece and letter in "012345":
                raise ValueError(f"{word!r} is no pinyin: {letter!r} is the tone of nothing; write 'xi2 jin4 ping2'")
            if piece:
                pieces.append((piece, int(letter) if letter in "012345" else -1))
            piece = ""
        else:
            piece += letter
    if piece:
        pieces.append((piece, -1))
    for letters, number in pieces:
        parts = _split_written(letters)
        if parts is None:
            raise ValueError(f"{word!r} is no pinyin; write syllables with tone marks or numbers: 'Xí Jìnpíng', 'xi2 jin4 ping2'")
        if number >= 0:
            parts = (*parts[:-1], mark(strip_tones(parts[-1]), number))
        syllables.extend(parts)
    if not syllables:
        raise ValueError(f"{word!r} is no pinyin; write syllables with tone marks or numbers: 'Xí Jìnpíng', 'xi2 jin4 ping2'")
    return tuple(syllables)


def _split_written(letters: str) -> tuple[str, ...] | None:
    if letters in _WRITTEN_U:
        return (_WRITTEN_U[letters],)
    return split(letters.translate(_LOWER_U))


def syllables(text: str) -> tuple[str, ...]:
    """Parse pinyin into one flat tuple of syllables with marks.

    >>> syllables("Xī'ān Jiāotōng Dàxué")
    ('xī', 'ān', 'jiāo', 'tōng', 'dà', 'xué')
    """
    return tuple(syllable for word in parse(text) for syllable in word)


def to_numbers(text: str) -> str:
    """Write pinyin with tone numbers, syllables apart, lower case.

    >>> to_numbers("Xí Jìnpíng"), to_numbers("Lǚ Bù")
    ('xi2 jin4 ping2', 'lü3 bu4')
    """
    return " ".join(strip_tones(syllable) + str(tone(syllable)) for syllable in syllables(text))


def from_numbers(text: str) -> str:
    """Write pinyin with tone marks, words closed up as they were given, capitals kept at the head of a word.

    >>> from_numbers("xi2 jin4 ping2"), from_numbers("Xi2 Jin4ping2"), from_numbers("Xi1an1")
    ('xí jìn píng', 'Xí Jìnpíng', "Xī'ān")
    """
    words = text.split()
    return " ".join(close_up(parsed, capital=word[:1].isupper()) for word, parsed in zip(words, parse(text), strict=True))


def close_up(parts: tuple[str, ...] | list[str], *, capital: bool = True) -> str:
    """Close the syllables of one word up, with an apostrophe before a later one that begins with a, e or o.

    >>> close_up(("xī", "ān")), close_up(("jiàn", "guó"), capital=False)
    ("Xī'ān", 'jiànguó')
    """
    word = parts[0]
    for part in parts[1:]:
        word += "'" + part if part[0] in _VOWELS else part
    return word[0].upper() + word[1:] if capital else word


_VOWELS = frozenset("aeoāáǎàēéěèōóǒòêếề")


def spell(reading: str) -> str:
    """Spell a reading as a proper name.

    Args:
        reading: lower-case NFC syllables with tone marks, one a hanzi; spaces part words, hyphens part the syllables of a word.

    Raises:
        ValueError: a word or a syllable is empty.

    Source: GB/T 16159-2012 (orthography), GB/T 28039-2011 (personal names).

    >>> spell("xí jìn-píng")
    'Xí Jìnpíng'
    >>> spell("xī-ān")
    "Xī'ān"
    """
    words = [word.split("-") for word in reading.split(" ")]
    if not all(all(word) for word in words):
        raise ValueError(f"{reading!r} has an empty word or syllable; write 'xí jìn-píng'")
    return " ".join(close_up(word) for word in words)


def convert(name: str, style: str) -> str:
    """Write a name in pinyin with marks (`Lǚ Jìnpíng`) in another style.

    What is no pinyin in it (`-20`, `C919`) is kept. Styles: marks; numbers `Lü3 Jin4ping2`; none `Lü Jinping`; passport
    `LYU JINPING`; zhuyin `ㄌㄩˇ ㄐㄧㄣˋ ㄆㄧㄥˊ`; wade-giles `Lü Chin-p'ing`.

    Raises:
        ValueError: the style is unknown.

    >>> convert("Lǚ Jìnpíng", "numbers"), convert("Lǚ Xī'ān", "passport"), convert("Cáo Xuěqín", "wade-giles")
    ('Lü3 Jin4ping2', 'LYU XIAN', "Ts'ao Hsüeh-ch'in")
    """
    if style == "marks":
        return name
    if style == "none":
        return strip_tones(name)
    if style == "passport":
        bare = strip_tones(name).upper()
        for mark_ in _APOSTROPHES:
            bare = bare.replace(mark_, "")
        return bare.replace("LÜE", "LUE").replace("NÜE", "NUE").replace("Ü", "YU")
    if style not in STYLES:
        raise ValueError(f"unknown style {style!r}; write one of {', '.join(STYLES)}")
    return " ".join(_convert_word(word, style) for word in name.split(" "))


def _convert_word(word: str, style: str) -> str:
    """Convert one word; what is no pinyin in it is kept."""
    if "-" in word:
        pieces = word.split("-")
        if any(piece and _parse_word(piece) for piece in pieces):
            return "-".join(_convert_word(piece, style) for piece in pieces)
    parsed = _parse_word(word)
    if parsed is None:
        return word
    capital = word[0].isupper()
    if style == "zhuyin":
        return " ".join(map(zhuyin, parsed))
    if style == "numbers":
        text = "".join(strip_tones(part) + str(tone(part)) for part in parsed)
    else:
        text = "-".join(map(wade_giles, parsed))
    return text[0].upper() + text[1:] if capital else text


def _parse_word(word: str) -> tuple[str, ...] | None:
    try:
        words = parse(word)
    except ValueError:
        return None
    return words[0] if len(words) == 1 else None


_WADE_INITIALS = (
    ("zh", "ch"), ("ch", "ch'"), ("sh", "sh"), ("b", "p"), ("p", "p'"), ("d", "t"), ("t", "t'"), ("g", "k"), ("k", "k'"),
    ("j", "ch"), ("q", "ch'"), ("x", "hs"), ("z", "ts"), ("c", "ts'"), ("r", "j"),
)  # fmt: skip
_WADE_WHOLE = {
    "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tz'u", "si": "ssu", "er": "erh",
    "ge": "ko", "ke": "k'o", "he": "ho", "e": "o", "yan": "yen", "ye": "yeh", "yue": "yüeh", "yuan": "yüan", "yu": "yü",
    "yun": "yün", "you": "yu", "yong": "yung", "yi": "i", "kui": "k'uei", "gui": "kuei",
}  # fmt: skip


def wade_giles(syllable: str) -> str:
    """Write one syllable in Wade–Giles without its tone.

    >>> [wade_giles(syllable) for syllable in ("zé", "dōng", "jié", "shí", "xuě")]
    ['tse', 'tung', 'chieh', 'shih', 'hsüeh']
    """
    bare = strip_tones(syllable)
    if bare in _WADE_WHOLE:
        return _WADE_WHOLE[bare]
    initial, final = "", bare
    for pinyin, wade in _WADE_INITIALS:
        if bare.startswith(pinyin):
            initial, final = wade, bare[len(pinyin) :]
            break
    else:
        if bare[0] in "mfnlhyw":
            initial, final = bare[0], bare[1:]
    palatal = bare[0] in "jqx"
    if palatal and final in ("u", "ue", "uan", "un"):
        final = "ü" + final[1:]
    if final == "uo":
        final = "uo" if initial in ("k", "k'", "h", "sh") else "o"
    elif final == "ong":
        final = "ung"
    elif final == "iong":
        final = "iung"
    elif final in ("ie", "üe"):
        final += "h"
    elif final == "ian":
        final = "ien"
    return initial + final


_ZHUYIN_INITIALS = dict(
    zip(
        ("b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s"),
        "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙ",
        strict=True,
    )
)
_ZHUYIN_FINALS = {
    "a": "ㄚ", "o": "ㄛ", "e": "ㄜ", "ê": "ㄝ", "ai": "ㄞ", "ei": "ㄟ", "ao": "ㄠ",
    "ou": "ㄡ", "an": "ㄢ", "en": "ㄣ", "ang": "ㄤ", "eng": "ㄥ", "er": "ㄦ", "i": "ㄧ",
    "ia": "ㄧㄚ", "io": "ㄧㄛ", "ie": "ㄧㄝ", "iai": "ㄧㄞ", "iao": "ㄧㄠ", "iu": "ㄧㄡ",
    "ian": "ㄧㄢ", "in": "ㄧㄣ", "iang": "ㄧㄤ", "ing": "ㄧㄥ", "u": "ㄨ", "ua": "ㄨㄚ",
    "uo": "ㄨㄛ", "uai": "ㄨㄞ", "ui": "ㄨㄟ", "uan": "ㄨㄢ", "un": "ㄨㄣ", "uang": "ㄨㄤ",
    "ong": "ㄨㄥ", "ueng": "ㄨㄥ", "ü": "ㄩ", "üe": "ㄩㄝ", "üan": "ㄩㄢ", "ün": "ㄩㄣ",
    "iong": "ㄩㄥ", "m": "ㄇ", "n": "ㄋ", "ng": "ㄫ", "hm": "ㄏㄇ", "hng": "ㄏㄫ",
}  # fmt: skip
_ZHUYIN_TONES = ("", "", "ˊ", "ˇ", "ˋ")
_ZHUYIN_ZERO = {
    "yi": "i", "ya": "ia", "yo": "io", "ye": "ie", "yai": "iai", "yao": "iao", "you": "iu", "yan": "ian", "yin": "in",
    "yang": "iang", "ying": "ing", "yu": "ü", "yue": "üe", "yuan": "üan", "yun": "ün", "yong": "iong", "wu": "u", "wa": "ua",
    "wo": "uo", "wai": "uai", "wei": "ui", "wan": "uan", "wen": "un", "wang": "uang", "weng": "ueng",
}  # fmt: skip


def zhuyin(syllable: str) -> str:
    """Write one syllable in zhuyin (bopomofo) with its tone.

    >>> [zhuyin(syllable) for syllable in ("xí", "shī", "lüè", "de", "wèng")]
    ['ㄒㄧˊ', 'ㄕ', 'ㄌㄩㄝˋ', '˙ㄉㄜ', 'ㄨㄥˋ']
    """
    bare = strip_tones(syllable)
    number = tone(syllable)
    final = _ZHUYIN_ZERO.get(bare)
    initial = ""
    if not final:
        initial = (
            bare[:2]
            if bare[:2] in ("zh", "ch", "sh")
            else bare[:1]
            if bare[:1] in _ZHUYIN_INITIALS and bare not in _ZHUYIN_FINALS
            else ""
        )
        final = bare[len(initial) :]
        if initial in ("j", "q", "x") and final in ("u", "ue", "uan", "un"):
            final = "ü" + final[1:]
        if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
            final = ""
    letters = _ZHUYIN_INITIALS.get(initial, "") + _ZHUYIN_FINALS.get(final, "")
    return "˙" + letters if number == 5 else letters + _ZHUYIN_TONES[number]
