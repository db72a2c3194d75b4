"""D: a title that a person does not hold on the day of the article."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from glossary.linter.article import Article
from glossary.linter.rule import Finding, rule
from glossary.model import Entry, Mention, Role
from glossary.words import COUNTRIES

_FORMER = re.compile(
    r"\b(?:mantan|eks|bekas|mendiang|almarhum|alm|calon|kandidat|pendahulu|ketika itu|saat itu|kala itu|waktu itu|masa|era|zaman|"
    r"pemerintahan|kepemimpinan|terpilih|mengangkat|diangkat|dilantik|menjadi|sebagai|periode|dulu|dahulu|semasa|"
    r"di bawah|bukan)\b[^.!?\n]{0,40}$",
    re.I,
)
_THEN = re.compile(r"^[^.!?\n]{0,12}\b(?:ketika itu|saat itu|kala itu|waktu itu|terpilih)\b", re.I)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BEGINNING = re.compile(  # of the text, a line, a sentence, a paragraph of HTML, or of what stands behind a dateline
    r"(?:\A|[\n.!?]|<(?:p|h[1-6]|li|div|td|th|dd|br|blockquote|figcaption)\b[^<>]{0,60}>"
    r"|(?:\A|\n)(?:[A-Z]{3}[^\n]{0,60}|[A-Z][^\n.]{0,50}\)) [–—-]{1,2} )"
    r"[ \t\u00a0\"“‘'*_#>•-]{0,12}\Z"
)
_DECADE = re.compile(r"\b(?:abad|dasawarsa|dekade|tahun 19\d0-an|tahun 20\d0-an|\d0-an)\b", re.I)
_SENTENCE = re.compile(r"[.!?](?=\s)|\n")
_SHORT = {
    "pm": "perdana menteri", "premier": "perdana menteri", "menlu": "menteri luar negeri", "menhan": "menteri pertahanan",
    "mendag": "menteri perdagangan", "menkeu": "menteri keuangan", "wapres": "wakil presiden", "sekjen": "sekretaris jenderal",
    "jubir": "juru bicara", "dubes": "duta besar", "kemlu": "kementerian luar negeri", "kemenlu": "kementerian luar negeri",
    "china": "tiongkok", "cina": "tiongkok", "rrt": "tiongkok", "rrc": "tiongkok", "pkt": "partai komunis tiongkok",
    "pkc": "partai komunis tiongkok",
}  # fmt: skip
_STATE = ("republik", "rakyat", "tiongkok")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GRACE = datetime.timedelta(days=7)  # news still says what somebody was when it happened
_REACH = 110


@rule("D01", id="{1} bukan {0} pada {2}", en="{1} was not {0} on {2}")
def outdated_title(article: Article) -> Iterator[Finding]:
    """The title before a name is one that the person no longer holds, or does not yet hold, on the day of the article.

    Judged only where the date is known. A word such as `mantan`, or a year of the term in the same sentence, makes it right.

    id: Jabatan di depan nama sudah tidak, atau belum, dipegang orang itu pada tanggal artikel. Diperiksa hanya bila tanggalnya
    diketahui; kata seperti “mantan” atau tahun masa jabatan dalam kalimat yang sama membuatnya benar.

    Date: 2024-05-01
    Bad: Presiden Tiongkok Hu Jintao (胡锦涛) akan berkunjung ke Jakarta.
    Good: Mantan Presiden Tiongkok Hu Jintao (胡锦涛) akan berkunjung ke Jakarta.
    """
    day = article.date
    if day is None:
        return
    for mention in article.mentions:
        entry = mention.entry
        if entry is None or entry.kind != "person" or not entry.roles:
            continue
        start = min(mention.start, mention.latin.start) if mention.latin else mention.start
        found = _title_before(article.text, start, entry)
        if found is None:
            continue
        place, held = found
        if any(_holds(role, day) for role in held) or _is_told(article.text, place, mention, held):
            continue
        title = article.text[place:start].strip(" ,")
        fix = _instead(title, held, day, is_first=_BEGINNING.search(article.text, max(0, place - 100), place) is not None)
        yield Finding(place, place + len(title), fix, (title, entry.name, day.isoformat()))


def _title_before(text: str, start: int, entry: Entry) -> tuple[int, list[Role]] | None:
    """Where the title before a name begins, and the roles of the person that have it; the longest of several."""
    words = _words_before(text, start)
    best: tuple[int, list[Role]] | None = None
    longest = 0
    for role in entry.roles:
        for wanted in _variants(role.title):
            size = len(wanted)
            if size < longest or tuple(word for word, _ in words[-size:]) != wanted:
                continue
            if len(words) > size and words[-size - 1][0] in ("wakil", "deputi", "asisten", "istri", "suami", "putra", "putri"):
                continue
            if size > longest or best is None:
                longest, best = size, (words[-size][1], [role])
            elif role not in best[1]:
                best[1].append(role)
    return best


def _words_before(text: str, start: int) -> list[tuple[str, int]]:
    """The words that end right before a name, in lower case and full, each with its offset; what a mark parts is left out."""
    low = max(0, start - _REACH)
    before = text[low:start].rstrip(" \u00a0,\"“‘'")
    found: list[tuple[str, int]] = []
    end = 0
    for match in _WORD.finditer(before):
        if before[end : match.start()].strip(" \u00a0-"):
            found.clear()
        end = match.end()
        found += [(word, low + match.start()) for word in _SHORT.get(match[0].lower(), match[0].lower()).split()]
        if tuple(word for word, _ in found[-3:]) == _STATE:
            found[-3:] = [("tiongkok", found[-3][1])]
    return found if end == len(before) else []


@lru_cache(maxsize=4096)
def _variants(title: str) -> tuple[tuple[str, ...], ...]:
    """The words of a title as it may be printed: whole, and without the country at its end."""
    words = [word for name in _WORD.findall(title.lower()) for word in _SHORT.get(name, name).split()]
    forms = [tuple(words)]
    short = words
    while len(short) > 1 and short[-1] in COUNTRIES and short[-2:] != ["komunis", "tiongkok"]:
        short = short[:-1]
        forms.append(tuple(short))
    if words[-2:] == ["inggris", "raya"]:
        forms.append(tuple(words[:-1]))
        forms.append(tuple(words[:-2]))
    return tuple(forms)


def _holds(role: Role, day: datetime.date) -> bool:
    """Tell whether a role was held on a day, as far as its dates are known."""
    iso = day.isoformat()
    if role.start is not None and iso[: len(role.start)] < role.start:
        return False
    if role.end is None or role.end == "?":
        return True
    return (day - _GRACE).isoformat()[: len(role.end)] <= role.end


def _is_told(text: str, place: int, mention: Mention, held: list[Role]) -> bool:
    """Tell whether the words around say that it was then: 'mantan', or a year of the term in the paragraph before."""
    low = max(0, place - 300)
    before = text[low:place]
    if _FORMER.search(before):
        return True
    end = max(mention.end, mention.latin.end if mention.latin else 0)
    after = text[end : end + 200]
    if _THEN.search(after):
        return True
    sentence = _SENTENCE.split(after, maxsplit=1)[0]
    paragraph = before.rpartition("\n")[2] + text[place:end] + sentence
    if _DECADE.search(paragraph):
        return True
    return any(_holds_in(role, year) for year in _YEAR.findall(paragraph) for role in held)


def _holds_in(role: Role, year: str) -> bool:
    return (role.start is None or role.start[:4] <= year) and (role.end is None or role.end == "?" or year <= role.end[:4])


def _instead(title: str, held: list[Role], day: datetime.date, *, is_first: bool) -> str | None:
    """The title with 'mantan' where the term has ended; 'Mantan' where the sentence begins with it."""
    if not all(role.end and role.end != "?" and role.end < day.isoformat() for role in held):
        return None
    return f"{'Mantan' if is_first else 'mantan'} {title}"
