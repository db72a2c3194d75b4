"""Reads the names of persons: surname and given name, two surnames, transcriptions, and names that are one word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.pinyin import tone
from glossary.reading.segment import cover_entries

if TYPE_CHECKING:
    from typing import Any

    from glossary.reading.orthography import Plan
    from glossary.reading.tables import Tables

_RARE_WORD = 56  # a word of two Hanzi that costs more is noise of the dictionaries, no word in a given name
_COMMON_SURNAME = 300  # rank of a surname that may be one of two: 林郑月娥
_SHORTEST_TRANSCRIPTION = 3
_REALMS = frozenset("夏商周秦汉魏蜀吴晋宋齐梁陈隋唐辽金元明清燕赵凉")  # before the name of a ruler
_HONORIFICS = frozenset(
    "菩萨 圣母 娘娘 太后 皇后 公主 天尊 真人 帝君 星君 大帝 上帝 天王 圣王 尊王 王爷 太子 贵妃 大师 法师 禅师 佛祖 天师 元君 "
    "尊者".split()
)
_TITLES = frozenset("子帝王公祖宗后母")  # 孔子, 汉高祖: no given name


def plan_person(key: str, entry: Any, tables: Tables) -> Plan:
    """Plan the reading of a folded run as a person's name; `entry` is that of the dictionary, if any."""
    length = len(key)
    head = tables.surname_length_folded(key)
    if entry is None and length > 2 and (shape := _shape_of_title(key, head, tables)):
        syllables: tuple[str, ...] = ()
        start = 0
        for size in shape:
            syllables += _read_part(key[start : start + size], tables)
            start += size
        return syllables, shape, "given-name", "person", None
    if entry is not None and _is_listed(key, entry, head):
        return _plan_listed(key, entry, head, tables)
    if head == 0 or head == length:
        return _plan_without_surname(key, entry, head, tables)
    if head == 1 and is_transcription(key, tables):
        return transcribe(key, tables), (length,), "transcription", "transcription", None
    surname = tables.surnames[key[:head]]
    syllables = surname.reading
    if head == 1 and length == 4:
        second = tables.surnames.get(key[1])
        if second is not None and _are_two_surnames(key, tables):
            syllables += second.reading + read_given(key[2:], tables)
            return syllables, (-1, 1, 2), "surname", "person", surname
        front = tables.words[key[:2]]
        if second is None and front is not None and front[0] == "n":  # 高桥留美: a surname of two that the table lacks
            syllables = (front[2] or tables.defaults(key[:2])) + read_given(key[2:], tables)
            return syllables, (2, 2), "given-name", "person", None
    syllables += read_given(key[head:], tables)
    reason = "surname" if head > 1 or syllables[0] != tables.characters[key[0]][0] else "given-name"
    return syllables, (head, length - head), reason, "person", surname if head == 1 else None


def _shape_of_title(key: str, head: int, tables: Tables) -> tuple[int, ...]:
    """The words of a ruler or a god whose name ends with a title: Hàn Jǐngdì, Dàoguāng Dì, Qiānsuì Niángniáng; () for others."""
    length = len(key)
    if length > 3 and key[-2:] in _HONORIFICS:
        return (length - 2, 2) if head == 0 or (head == 1 and tables.is_word(key[:-2])) else ()
    if key[-1] not in "帝祖宗" or length > 4 or (key[-1] == "帝" and tables.is_word(key[-2:])):
        return ()
    if key[0] in _REALMS:
        return (1, length - 1) if not head else ()  # those that are surnames are read as such
    return (length - 1, 1) if key[-1] == "帝" else ()


def _read_part(part: str, tables: Tables) -> tuple[str, ...]:
    found = tables.words[part] if len(part) > 1 else None
    if found is None:
        return tables.defaults(part) if len(part) == 1 else read_given(part, tables)
    return tuple(found[4] or found[2] or tables.defaults(part))


def _is_listed(key: str, entry: Any, head: int) -> bool:
    """Tell whether the dictionary has the whole name as that of a person, or of nothing that a person is named after."""
    if entry[0] == "p":
        return True
    return entry[0] == "n" and (entry[3] is not None or len(key) > 2 or head == 0 or key[1:] in _TITLES)


def _plan_listed(key: str, entry: Any, head: int, tables: Tables) -> Plan:
    shape: tuple[int, ...] = entry[3] or (len(key),)
    if shape == (1, 1, 2) and head == 1 and key[1] in tables.surnames:
        shape = (-1, 1, 2)  # two surnames: Chén-Fāng Ānshēng
    surname = tables.surnames[key[0]] if entry[0] == "p" and head == 1 else None
    return entry[2] or tables.defaults(key), shape, "name", "name", surname


def _are_two_surnames(key: str, tables: Tables) -> bool:
    surnames = tables.surnames
    return (
        surnames[key[0]].rank <= _COMMON_SURNAME
        and surnames[key[1]].rank <= _COMMON_SURNAME
        and key[1:3] not in surnames
        and tables.words[key[1:]] is None
    )


def _plan_without_surname(key: str, entry: Any, head: int, tables: Tables) -> Plan:
    """Plan a name that begins with no surname (玄奘, 佐科维), or that is a surname alone."""
    shape = (len(key),)
    if entry is not None:
        listed = entry[0] in "pn"
        syllables = entry[4] or entry[2] or tables.defaults(key)
        return syllables, entry[3] or shape, "name" if listed else "phrase", "name" if listed else "phrase", None
    if head:
        return tables.surnames[key].reading, shape, "surname", "person", None
    if is_transcription(key, tables):
        return transcribe(key, tables), shape, "transcription", "transcription", None
    syllables = ()
    for start, end, found in cover_entries(key, tables.words):
        if found is None:
            syllables += read_given(key[start:end], tables)
        else:
            syllables += found[4] or found[2] or tables.defaults(key[start:end])
    return syllables, shape, "given-name", "person", None


def read_given(given: str, tables: Tables) -> tuple[str, ...]:
    """Read a given name: as the word that it is, else character by character as given names have them."""
    length = len(given)
    if length > 1:
        entry = tables.words[given]
        if entry is not None and entry[0] in "wp" and (length > 2 or entry[1] <= _RARE_WORD):
            reading: tuple[str, ...] | None = entry[4] or entry[2]
            if reading is None:
                return tables.defaults(given)
            if length > 2:
                return reading
            return tuple([s if tone(s) != 5 else _as_given(c, 2 * i, tables) for i, (c, s) in enumerate(zip(given, reading))])
    last = length - 1
    return tuple([_as_given(c, 2 if i == last else 0 if i == 0 else 1, tables) for i, c in enumerate(given)])


def _as_given(character: str, place: int, tables: Tables) -> str:
    """Read one character of a given name: place 0 is its first, 2 its last, 1 between."""
    found = tables.given.get(character)
    return (found[place] if found is not None else None) or tables.characters[character][0]


# -- transcriptions ------------------------------------------------------------------------------------------------------


def is_transcription(key: str, tables: Tables) -> bool:
    """Tell whether Hanzi write a foreign name by its sound: 苏加诺, 杜特尔特.

    Every character must be one that transcriptions use, and a third of them, at least two, such as Chinese names hardly use.
    """
    sounds = tables.sounds
    strong = 0
    for character in key:
        sound = sounds.get(character)
        if sound is None:
            return False
        strong += sound[1]
    if strong == 1 and len(key) >= _SHORTEST_TRANSCRIPTION:  # 华盛顿, 西塞罗: what begins them is hardly a surname
        surname = tables.surnames.get(key[0])
        return surname is None or surname.reading[0] != sounds[key[0]][0]
    return strong > 1 and strong * 3 >= len(key)


def transcribe(key: str, tables: Tables) -> tuple[str, ...]:
    """Read characters as they sound in transcriptions."""
    sounds = tables.sounds
    given = tables.given
    syllables = []
    for character in key:
        sound = sounds.get(character)
        found = given.get(character)
        syllables.append(
            sound[0] if sound is not None else (found[1] if found is not None else None) or tables.characters[character][0]
        )
    return tuple(syllables)
