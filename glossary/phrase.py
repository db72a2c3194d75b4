"""The noun phrase beside a Hanzi surface that no alias and no spelling explains: a translation, a brand, another name."""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary import script
from glossary.script import lazy_pattern
from glossary.words import (
    BELONGING,
    COUNTING,
    COUNTRIES,
    DEPARTMENTS,
    DOCUMENTS,
    FORMS_OF_FOOD,
    FUNCTION_WORDS,
    GROUPS,
    HEADS,
    INGREDIENTS,
    JOINING_WORDS,
    LABEL,
    LEGAL_FORMS,
    MEASURES,
    OFFICE_WORDS,
    PEOPLES,
    PRIVATE_ROLES,
    RULERS,
    TITLED,
    TITLES,
    WORK_VERBS,
    is_verb,
)

_LETTER = r"[A-Za-z\u207f\u00c0-\u02af\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a0-9\uff10-\uff19]"
_JOINT = r"['’‘ʼ`´.\-‐‑&+\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]"
WORD = lazy_pattern(rf"{_LETTER}+(?:{_JOINT}{{1,2}}{_LETTER}+)*[\u0300-\u036f]*")
MAX_PHRASE_WORDS = 12
_CLITIC = lazy_pattern(r"(?<=[^\W\d_])-(?:nya|lah)$")

_TITLE = lazy_pattern(r"(?:mr|mrs|ms|dr|drs|dra|prof|ir|hj|sdr|sdri|tn|ny|nn)\.(?=[A-Z])", re.IGNORECASE)

_SOFT_GAP = lazy_pattern(rf"(?:[{re.escape(script.SPACES + script.ZERO_WIDTH)}]{{1,4}}|\s?[&·・]\s?|\.\s|–)$")
_QUOTE_PAIRS = {"”": "“", '"': '"', "’": "‘", "'": "'", "»": "«", "」": "「", "*": "*"}
_LEADS = frozenset(
    "laga fosil resep laporan saham lulusan vaksin produk kutipan harga laman situs portal karyawan emiten pemasok distributor "
    "alumni murid tiket brosur boyband girlband raksasa "
    "lihat bandingkan simak baca hubungi kunjungi saksikan dengarkan ikuti temui "  # what is asked of the reader
    "kontrak produksi pinjaman pengembang operator pabrikan kontraktor importir eksportir obligasi kinerja laba akun".split()
)
_ASKED = frozenset(
    "lihat bandingkan simak baca hubungi kunjungi saksikan dengarkan ikuti temui coba cicipi nikmati "
    "pesan santap rasakan jelajahi temukan pakai gunakan masak sajikan belajar tonton jaga siapkan bawa beli kenakan".split()
)
_PARTS = frozenset(
    "kota dewa dewi kaisar raja ratu ibu putri pangeran bintang pusat master".split()
)  # titles that names begin with
_SORTS_OF_WORKS = frozenset(
    "film novel drama lagu album serial sinetron manga komik gim game anime cerpen dokumenter lukisan opera puisi variety show "
    "webtoon donghua manhua dracin cdrama miniseri sajak lakon single singel tembang".split()
)
_SORTS_OF_PROJECTS = frozenset(
    "modul robot konstelasi roket pesawat satelit kapal rudal wahana misi proyek drone tank helikopter jet rover "
    "mobil motor ponsel aplikasi truk sedan".split()
)
_SORTS = _SORTS_OF_WORKS | _SORTS_OF_PROJECTS
_SORTS_OF = {"work": _SORTS_OF_WORKS, "project": _SORTS, "other": _SORTS, None: _SORTS}

_BEFORE_PERSONS = _LEADS | _SORTS
# No person's name holds the first: what looks like a person is none; the others stand in names: 'Umar bin Khattab'.
_WITHIN_TITLES = frozenset("ke of untuk bagi bin binti bint ibn van von der da dos al el".split())
# With which a title may end, and a name in Hokkien or Hakka.
_LAST_WORDS = frozenset("Yang Kami Kita Aku Kamu Dia Saya Anda Mereka Ini Itu Lagi An Si Sang".split())
_SAID_OF = frozenset("program rencana konsep prinsip kebijakan strategi istilah ungkapan kata frasa tradisi adat budaya".split())
_JOINTS = frozenset("、,，/;；")  # between the names of one bracket
_CLOSERS = frozenset((")", "）"))
# What is done to a name or told of it, as its first word: 'Pembangunan Jembatan Haicang', 'Kapasitas Waduk Hongling'.
_DONE = lazy_pattern(r"(?:pe\w{4,}an|ke\w{4,}an|\w{3,}(?:asi|isi|usi|itas))$")
_TOLD = frozenset("sejarah kasus kisruh sengketa proses isu konser resital".split())
_HEADED = {  # by the kind of a name, the kinds of the head words that may begin it
    "place": frozenset(("place", "organization")),
    "organization": frozenset(("place", "organization")),
    "person": frozenset(("place", "organization")),
    "event": frozenset(("event",)),
    "concept": frozenset(("event",)),
    "project": frozenset(("project",)),
    "": frozenset(("event",)),
}
_COUNTED = frozenset("orang anggota personel tokoh nama".split())  # 'empat orang (言承旭、周渝民)' names nobody
_CLASSIFIERS = frozenset(
    "cara ragam varian resep permainan baju pakaian minuman sikap semboyan slogan istilah masakan alat benda sejenis penjual "
    "pedagang penjaja tukang pembuat sepiring semangkuk segelas sebotol seporsi sebungkus".split()
)


class Word(NamedTuple):
    """A word in Latin letters, with its offsets in the text."""

    start: int
    end: int
    text: str


def words_of(text: str, low: int, high: int) -> list[Word]:
    """The words in Latin letters of `text[low:high]`, without a clitic: 'Huawei' of 'Huawei-nya'."""
    words: list[Word] = []
    start = low
    for piece in text[low:high].split(" "):
        end = start + len(piece)
        if piece.isalnum() and piece.isascii():
            words.append(Word(start, end, piece))
        elif piece:
            words += [_word(match) for match in WORD.finditer(text, start, end)]
        start = end + 1
    return words


def _word(match: re.Match[str]) -> Word:
    text = match[0]
    start = match.start()
    if "." in text and (title := _TITLE.match(text)) is not None:
        start, text = start + title.end(), text[title.end() :]  # 'Ms.Luo'
    if text[-3:] in ("nya", "lah") and (clitic := _CLITIC.search(text)) is not None:
        text = text[: clitic.start()]
    return Word(start, start + len(text), text)


def phrase_before(text: str, words: list[Word], kind: str | None, marks: str = "") -> tuple[int, int] | None:
    """The phrase that ends with the last of the words, as offsets; None where nothing there can be a name.

    Args:
        marks: that may stand inside it, since they stand inside the Hanzi: 'Black Myth: Wukong (黑神话：悟空)'.
    """
    quoted = _quoted(text, words)
    if quoted is not None:
        return quoted
    last = len(words) - 1
    if words[-1].text.lower() in FUNCTION_WORDS and not (words[-1].text in _LAST_WORDS and _is_capital(words[-2:][0])):
        return None
    first = last
    while first > 0 and last - first < MAX_PHRASE_WORDS and _continues(text, words, first, marks):
        first -= 1
    chosen = words[first:]
    if kind == "title":
        chosen = _title_phrase(chosen)
    elif _is_capital(words[-1]):
        chosen = _without_action(_capital_phrase(chosen, kind), kind)
    else:
        chosen = _lower_phrase(chosen)
    if len(chosen) > 1 and chosen[0].text.isdigit() and text[chosen[0].end : chosen[0].end + 2] in (". ", ") "):
        chosen = chosen[1:]  # the number in a list
    if (
        len(chosen) > 2
        and chosen[0] is words[0]
        and text[max(0, chosen[0].start - 3) : chosen[0].start].rstrip(" ")[-1:] in _CLOSERS
    ):
        joint = next((n for n, word in enumerate(chosen) if word.text == "dan"), -1)
        chosen = chosen[joint + 1 :]  # 'Hwa Ing (華英學校) Semarang dan Sin Chung (新中學校)'
    return (chosen[0].start, chosen[-1].end) if chosen else None


def phrase_within(text: str, words: list[Word], kind: str | None) -> tuple[int, int] | None:
    """The phrase that begins with the first of the words, up to a mark that ends it."""
    last = 0
    while last + 1 < len(words) and last < MAX_PHRASE_WORDS and _SOFT_GAP.match(text[words[last].end : words[last + 1].start]):
        last += 1
    chosen = words[: last + 1]
    if any(word.text.isdigit() for word in chosen) and len(chosen) == 1:
        return None
    if kind == "person" and not all(map(_is_capital, chosen)):
        return None
    first_word = chosen[0].text.lower()
    if first_word in FUNCTION_WORDS or LABEL.fullmatch(chosen[0].text) or (first_word in TITLES and kind != "title"):
        return None
    return chosen[0].start, chosen[-1].end


def one_of_several(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int] | None:
    """What of a phrase names one of the names of a bracket: 'Xuanwei' of 'Xuanwei dan Luoping (宣威、罗平)'.

    Args:
        start, end: the name.
        first, last: the phrase before the bracket.

    Returns:
        Its offsets; None where it counts the names, and so names none: 'Empat novel klasik (三国演义、水浒传)'.
    """
    has_next = text[end : end + 2].lstrip()[:1] in _JOINTS
    has_previous = text[max(0, start - 2) : start].rstrip()[-1:] in _JOINTS
    if not has_next and not has_previous:
        return first, last
    phrase = text[first:last]
    if _counts(phrase):
        return None
    left, joint, right = phrase.partition(" dan ")
    if not joint or has_next == has_previous or not right[:1].isupper() or not left[:1].isupper():
        return first, last
    return (first, first + len(left)) if has_next else (last - len(right), last)


def _counts(phrase: str) -> bool:
    first, _, rest = phrase.lower().partition(" ")
    half, _, other = first.partition("-")
    return bool(rest) and (first in COUNTING or first.isdigit() or (half == other and len(half) > 2))


def _quoted(text: str, words: list[Word]) -> tuple[int, int] | None:
    """What quotation marks hold: "satu negara, dua sistem"."""
    end = words[-1].end
    mark = text[end : end + 1]
    if mark not in _QUOTE_PAIRS:
        return None
    opening = text.rfind(_QUOTE_PAIRS[mark], max(0, words[0].start - 2), end)
    inside = [word for word in words if word.start > opening]
    if opening < 0 or not inside or len(inside) > MAX_PHRASE_WORDS:
        return None
    return inside[0].start, end


def _continues(text: str, words: list[Word], first: int, marks: str) -> bool:
    """Tell whether the word before `first` belongs to the same phrase."""
    gap = text[words[first - 1].end : words[first].start]
    if gap == " ":
        return True
    if (
        gap in ("' ", "’ ")
        and words[first - 1].text[-1] == "s"
        and text[words[first - 1].start - 1 : words[first - 1].start] == " "
    ):
        return True  # 'Nanyang Girls' High'
    if marks and gap[0] in marks and gap[1:] == " ":
        return True
    if gap in (", ", "., ", ".,") and words[first].text.lower() in LEGAL_FORMS:
        return True  # 'Dahua Glass Co., Ltd.'
    return _SOFT_GAP.match(gap) is not None and gap.count("\n") <= 1 and not (gap[0] == "." and len(words[first - 1].text) > 3)


def _is_capital(word: Word) -> bool:
    return word.text[0].isupper() or word.text[0].isdigit()


def _capital_phrase(words: list[Word], kind: str | None) -> list[Word]:
    """The longest run of capitalised words, with the small words between them that a name of this kind may hold."""
    first, is_title = _run_start(words, kind)
    if kind in ("concept", "place", "event", None) and first and len(words) - first < 3:
        first = _concept_start(words, first)
    elif kind == "person" and 0 < first == len(words) - 1 and words[first - 1].text.lower() in INGREDIENTS:
        first = _concept_start(words, first)  # 'lada Sichuan (花椒粉)'
        kind = "concept" if first < len(words) - 1 else kind
    if kind is None and first and words[first - 1].text.lower() in TITLED:
        kind = "work"  # 'berjudul Kapal Kertas'
    chosen = words[first:]
    if is_title:
        return chosen[1:] if HEADS.get(chosen[0].text.lower().removesuffix("nya")) == "work" else chosen
    is_led = first > 0 and words[first - 1].text.lower() in TITLES
    return _person_words(chosen) if kind == "person" else _name_words(chosen, kind, is_led)


def _run_start(words: list[Word], kind: str | None) -> tuple[int, bool]:
    """Where the run begins that ends with the last word, and whether it is called the title of a work."""
    first = place = len(words) - 1
    is_title = False
    while place > 0:
        place -= 1
        word = words[place]
        if _is_capital(word) and not (word.text.isdigit() and words[place + 1].text.islower()):  # '1993 dan Saudara'
            first = place
        elif (
            (word.text.lower() not in (_WITHIN_TITLES if kind == "person" else JOINING_WORDS) and not _is_realm(words, place))
            or (kind == "place" and word.text.lower() == "dan")
            or _is_phrase_from(words, place, kind)
        ):
            break
        elif _begins_another(words, place):  # 'Presiden Xi di Universitas Tsinghua': another name begins at the head word
            if not _is_titled(words, place, kind):
                break
            is_title = True
    return first, is_title


def _is_realm(words: list[Word], place: int) -> bool:
    """Tell whether 'dari' stands between a ruler and the realm: 'Kaisar Ming dari Wei'."""
    return words[place].text == "dari" and any(word.text.lower() in RULERS for word in words[max(0, place - 2) : place])


def _person_words(chosen: list[Word]) -> list[Word]:
    """A run without the sorts, offices and brands before a person."""
    while len(chosen) > 1 and (
        chosen[0].text.lower() in _BEFORE_PERSONS
        or _is_office(chosen[0].text.lower())
        or (_is_function(chosen[0]) and (chosen[0].text != "Yang" or len(chosen) > 2))
    ):
        chosen = chosen[1:]
    while len(chosen) > 2 and _is_brand(chosen[0].text) and not chosen[-1].text.isupper():
        chosen = chosen[1:]  # 'Ketua INTI Teddy Sugianto', 'bos OpenAI Sam Altman'
    return [] if _is_office(chosen[0].text.lower()) else chosen


def _name_words(chosen: list[Word], kind: str | None, is_led: bool) -> list[Word]:
    """A run without numbers, titles and whatever else stands before a name of this kind; `is_led`: a title is before it."""
    company = next((n for n, word in enumerate(chosen[1:-1], 1) if word.text in ("PT", "CV")), 0)
    chosen = chosen[company:]  # 'Pabrik PT Sumber Logam'
    start = chosen[0].text.lower()
    has_title = is_led or start in TITLES
    if len(chosen) > 2 and start in ("nomor", "no", "tipe", "kelas", "seri") and chosen[1].text[0].isdigit():
        chosen = chosen[2:]  # 'Tipe 055 Nanchang'
    elif len(chosen) > 2 and has_title and chosen[1].text.lower() in DEPARTMENTS and kind != "title":
        chosen = chosen[2:]
    elif len(chosen) > 2 and start in BELONGING and chosen[1].text.lower() in HEADS:
        chosen = chosen[1:]
    while len(chosen) > 1 and (_is_function(chosen[0]) or _is_outside(chosen[0].text.lower(), kind)):
        if kind is None and chosen[0].text.lower().removesuffix("nya") in _SORTS_OF_WORKS:
            kind = "work"  # 'Film Robot Kecil'
        chosen = chosen[1:]
    while kind is None and has_title and len(chosen) > 1 and _is_before_name(chosen):
        chosen = chosen[1:]
    heads = [n for n, word in enumerate(chosen) if HEADS.get(word.text.lower()) == kind]
    if heads and 0 < heads[0] < len(chosen) - 1 and kind in ("organization", "place"):
        before = chosen[: heads[0]]
        if any(word.text.lower() in OFFICE_WORDS for word in before):
            chosen = chosen[heads[0] :]
    return chosen


def _is_before_name(words: list[Word]) -> bool:
    """Tell whether a country or a brand stands between a title and its holder: 'bos OpenAI Sam Altman'."""
    first = words[0].text.lower()
    return (
        first in COUNTRIES or first in PEOPLES or (len(words) > 2 and _is_brand(words[0].text) and not words[-1].text.isupper())
    )


def _is_brand(word: str) -> bool:
    """Tell whether a word has capitals within, as INTI and OpenAI have, and McDonald has too."""
    return len(word) > 2 and any(c.isupper() for c in word[1:]) and (word.isupper() or word[-1].isupper())


def _is_phrase_from(words: list[Word], place: int, kind: str | None) -> bool:
    """Tell whether what begins a sentence is no part of an institution or a place: 'Tim dari Jiahe Hospital'."""
    small = words[place].text.lower()
    if small == "dengan" and place and kind != "work" and _is_acronym(words[place - 1].text):
        return True  # 'MoU dengan Tianhe Solar'
    if kind == "place" and small in ("di", "ke", "dari") and place and HEADS.get(words[place - 1].text.lower()) == "event":
        return True  # 'Kebakaran di Wang Fuk Court'
    if kind != "organization" or small not in ("dari", "di", "dengan") or not place:
        return False
    return place == 1 or not _is_capital(words[place - 2])


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[-1].isupper()


def _is_titled(words: list[Word], place: int, kind: str | None) -> bool:
    """Tell whether the capitalised words before a small one are called the title of a work: 'Film Hujan di Stasiun Tua'."""
    if kind not in ("work", None) or words[place].text.lower() in ("dan", "pada"):
        return False
    first = place
    while first and _is_capital(words[first - 1]):
        first -= 1
    if first < place - 1 and HEADS.get(words[first].text.lower()) == "work":
        return True
    lead = words[first - 1].text.lower() if 0 < first < place else ""
    if first > 1 and HEADS.get(words[first - 2].text.lower()) == "work" and lead not in FUNCTION_WORDS:
        return True  # 'serial web'
    return lead in TITLED or lead == "merilis" or HEADS.get(lead) == "work" or (lead in WORK_VERBS and lead != "menonton")


def _begins_another(words: list[Word], place: int) -> bool:
    """Tell whether another name begins behind a small word: 'Toko Buku A dan Toko Obat B', not 'Inisiatif Sabuk dan Jalan'."""
    kind = HEADS.get(words[place + 1].text.lower())
    small = words[place].text.lower()
    if small == "dan" and place and words[place - 1].text.isupper() and words[place + 1].text.isupper():
        return len(words[place + 1].text) > 1  # 'R1SE dan TFBOYS'
    if small == "dan" and place + 2 == len(words) and words[-1].text.isupper() and len(words[-1].text) > 1:
        return any(
            HEADS.get(word.text.lower()) == "organization" for word in words[max(0, place - 4) : place]
        )  # 'Partai Kuomintang dan TPP'
    if kind is None or small in ("of", "the", "and") or _is_document(words, place):
        return False
    return small != "dan" or any(HEADS.get(word.text.lower()) == kind for word in words[max(0, place - 6) : place])


def _is_document(words: list[Word], place: int) -> bool:
    """Tell whether the capitalised words before a small one are the title of a treaty or a law, which names what it is about."""
    first = place
    while first and (_is_capital(words[first - 1]) or words[first - 1].text in JOINING_WORDS):
        first -= 1
    return any(word.text.lower() in DOCUMENTS for word in words[first:place])


def _concept_start(words: list[Word], first: int) -> int:
    """Where a dish or custom begins whose head word stands before small words: 'Mie goreng Shanghai'."""
    for number in range(first - 1, max(-1, first - 4), -1):
        word = words[number].text.lower()
        if word in FUNCTION_WORDS or word in TITLES or (word.startswith("me") and is_verb(word)):
            break  # 'Banjir melanda Desa Taishi'
        if word in INGREDIENTS or (HEADS.get(word) in ("concept", "event") and word not in _SAID_OF):
            before = words[number - 1].text.lower() if number else ""
            if before in GROUPS or before in PRIVATE_ROLES or HEADS.get(before) == "organization":
                break  # 'Toko roti Holiland'
            return number - (before in FORMS_OF_FOOD)
    return first


def _without_action(words: list[Word], kind: str | None) -> list[Word]:
    """A phrase without what is done to the name or told of it before the head word that begins the name."""
    heads = _HEADED.get(kind or "")
    while heads and len(words) > 2 and _head_at(words, 0) is None and _is_done_or_told(words[0].text.lower()):
        if _head_at(words, 1) not in heads:
            break
        words = words[1:]
    return words


def _is_done_or_told(word: str) -> bool:
    return word in _TOLD or _DONE.match(word) is not None


def _head_at(words: list[Word], place: int) -> str | None:
    """The kind of the head word at a place, which may be of two words: 'Rumah Sakit'."""
    pair = "-".join(word.text.lower() for word in words[place : place + 2])
    return HEADS.get(pair) or HEADS.get(words[place].text.lower())


def _title_phrase(words: list[Word]) -> list[Word]:
    """The words of an office, back to the first that belongs to none: 'sekretaris jenderal'."""
    first = len(words)
    while first and (words[first - 1].text.lower() in OFFICE_WORDS or _is_capital(words[first - 1])):
        first -= 1
    if len(words) - first > 1 and words[first].text.lower() in ("posisi", "jabatan", "gelar", "pangkat", "kursi"):
        first += 1
    while first < len(words) - 1 and words[first].text.islower() and words[first].text in FUNCTION_WORDS:
        first += 1
    return words[first:] or _lower_phrase(words)


def _is_office(word: str) -> bool:
    return word in OFFICE_WORDS and word not in ("dewa", "dewi")


def _is_outside(word: str, kind: str | None) -> bool:
    """Tell whether a first word says what is named and is no part of the name: a title, 'Film', 'Roket'."""
    return (
        word in _LEADS
        or (word in TITLES and word not in _PARTS and kind != "title" and (word, kind) != ("polisi", "organization"))
        or (kind in _SORTS_OF and word.removesuffix("nya") in _SORTS_OF[kind])
    )


def _lower_phrase(words: list[Word]) -> list[Word]:
    """A phrase in small letters, back to the last function word or verb: 'arak beras', 'satu negara'."""
    chosen: list[Word] = []
    if words[-1].text.lower() in _COUNTED:
        return chosen
    for word in reversed(words):
        text = word.text.lower()
        if (
            len(chosen) == 5
            or _is_function(word)
            or _is_asked(text)
            or (is_verb(text) and chosen)
            or text in TITLES
            or LABEL.fullmatch(text)
        ):
            break
        chosen.insert(0, word)
    if chosen and chosen[0].text[0].isdigit():
        chosen = _without_measure(chosen)
    while len(chosen) > 1 and chosen[0].text.lower() in _CLASSIFIERS:
        chosen = chosen[1:]
    while len(chosen) > 2 and HEADS.get(chosen[0].text.lower()) == "work":
        chosen = chosen[1:]
    return chosen


def _is_asked(word: str) -> bool:
    """Tell whether a word asks the reader for something: 'Cobalah' before 'sup ular'."""
    return word.endswith("lah") and word.removesuffix("lah") in _ASKED


def _without_measure(words: list[Word]) -> list[Word]:
    """What is measured: 'minyak wijen' of '2 sdm minyak wijen'."""
    first = 1
    while first < len(words) - 1 and words[first].text.lower() in MEASURES:
        first += 1
    return words[first:] if first > 1 else words


def _is_function(word: Word) -> bool:
    return word.text.lower() in FUNCTION_WORDS and word.text not in ("The", "An", "A")
