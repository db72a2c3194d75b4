"""Pipelines that people would write today for the same job: one line of JSON Lines in, one record with mentions out.

Each takes the rows of a gazetteer (alias, entry id, kind, script, hanzi, pinyin) and gives a function from bytes to bytes, so
that reading JSON, finding, pinyin, linking and writing JSON are all inside the clock. It raises ImportError where its library
is not installed. None pairs a Latin form with its Hanzi, tells kinds or homonyms apart, or knows a name outside the gazetteer.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterable

Rows = list[list[str]]
AnnotateLine = Callable[[bytes], bytes]
_RUN = re.compile("[\u2e80-\u2fd5\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U00033479]+")


def _ids(rows: Rows) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for alias, entry, *_ in rows:
        ids.setdefault(alias, []).append(entry)
    return ids


def _is_hanzi(form: str) -> bool:
    return form[0] >= "\u2e80"


def _mention(start: int, end: int, surface: str, pinyin: str | None, ids: list[str]) -> dict[str, object]:
    kind = "hanzi" if _is_hanzi(surface) else "latin"
    return {"start": start, "end": end, "text": surface, "kind": kind, "pinyin": pinyin, "ids": ids}


def _record(id: object, mentions: list[dict[str, object]]) -> bytes:
    return json.dumps({"id": id, "mentions": mentions}, ensure_ascii=False).encode()


def _pinyin() -> Callable[[str], str]:
    from pypinyin import Style, lazy_pinyin

    return lambda hanzi: " ".join(lazy_pinyin(hanzi, style=Style.TONE))


def _is_bounded(text: str, start: int, end: int) -> bool:
    if _is_hanzi(text[start]):
        return True
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not ((before.isalnum() and before < "\u2e80") or (after.isalnum() and after < "\u2e80"))


def json_alone(rows: Rows) -> AnnotateLine:
    """json.loads alone: the unit."""

    def annotate(line: bytes) -> bytes:
        json.loads(line)
        return b""

    return annotate


def jieba_pypinyin(rows: Rows) -> AnnotateLine:
    """regex + jieba.posseg + pypinyin"""
    import logging
    import warnings

    warnings.filterwarnings("ignore")
    import jieba.posseg

    jieba.setLogLevel(logging.ERROR)
    ids, read = _ids(rows), _pinyin()

    def annotate(line: bytes) -> bytes:
        article = json.loads(line)
        mentions = []
        for match in _RUN.finditer(article["text"]):
            start = match.start()
            for word, _ in jieba.posseg.cut(match[0]):
                mentions.append(_mention(start, start + len(word), word, read(word), ids.get(word, [])))
                start += len(word)
        return _record(article["id"], mentions)

    return annotate


def _unknown(text: str, covered: set[int], read: Callable[[str], str]) -> list[dict[str, object]]:
    """The Hanzi runs that the gazetteer lacks get a reading too."""
    runs = (match for match in _RUN.finditer(text) if match.start() not in covered)
    return [_mention(match.start(), match.end(), match[0], read(match[0]), []) for match in runs]


def _by_keywords(rows: Rows, find: Callable[[str], Iterable[tuple[int, int]]]) -> AnnotateLine:
    ids, read = _ids(rows), _pinyin()

    def annotate(line: bytes) -> bytes:
        article = json.loads(line)
        text = article["text"]
        mentions, covered = [], set()
        for start, end in find(text):
            surface = text[start:end]
            if _is_hanzi(surface):
                covered.update(range(start, end))
            mentions.append(_mention(start, end, surface, read(surface) if _is_hanzi(surface) else None, ids[surface]))
        mentions += _unknown(text, covered, read)
        mentions.sort(key=lambda mention: mention["start"])  # type: ignore[arg-type,return-value]
        return _record(article["id"], mentions)

    return annotate


def spacy_ruler(rows: Rows) -> AnnotateLine:
    """spaCy EntityRuler + pypinyin"""
    import spacy

    nlp = spacy.blank("xx")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "NAME", "pattern": alias} for alias in _ids(rows)])  # type: ignore[attr-defined]
    return _by_keywords(rows, lambda text: [(found.start_char, found.end_char) for found in nlp(text).ents])


def flashtext_pypinyin(rows: Rows) -> AnnotateLine:
    """flashtext + pypinyin"""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    for alias in _ids(rows):
        processor.add_keyword(alias, alias)
    return _by_keywords(rows, lambda text: [(start, end) for _, start, end in processor.extract_keywords(text, span_info=True)])


def _rest_of_mention(ids: dict[str, list[str]]) -> Callable[[str], str]:
    """What the mentions of a form share, written once and kept as JSON."""
    import orjson

    read = _pinyin()

    @functools.lru_cache(1 << 16)
    def rest(surface: str) -> str:
        shared = _mention(0, 0, surface, read(surface) if _is_hanzi(surface) else None, ids.get(surface, []))
        del shared["start"], shared["end"]
        return orjson.dumps(shared)[1:].decode()

    return rest


def _written(id: bytes, mentions: list[tuple[int, int, str]], rest: Callable[[str], str]) -> bytes:
    mentions.sort()
    written = ",".join([f'{{"start":{start},"end":{end},{rest(surface)}' for start, end, surface in mentions])
    return b'{"id":%b,"mentions":[%b]}' % (id, written.encode())


def tuned(rows: Rows) -> AnnotateLine:
    """orjson + ahocorasick_rs + memoised pypinyin, by a careful hand"""
    import ahocorasick_rs
    import orjson

    ids = _ids(rows)
    forms = list(ids)
    find = ahocorasick_rs.AhoCorasick(
        forms,
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
    ).find_matches_as_indexes
    find_runs = re.compile("[\u3400-\u9fff]+").finditer
    are_hanzi = [_is_hanzi(form) for form in forms]
    rest = _rest_of_mention(ids)

    def annotate(line: bytes) -> bytes:
        article = orjson.loads(line)
        text = article["text"]
        mentions, covered = [], set()
        for number, start, end in find(text):
            if are_hanzi[number]:
                covered.add(start)
                mentions.append((start, end, forms[number]))
            elif _is_bounded_latin(text, start, end):
                mentions.append((start, end, forms[number]))
        if not text.isascii():
            mentions += [(m.start(), m.end(), m[0]) for m in find_runs(text) if m.start() not in covered]
        return _written(orjson.dumps(article["id"]), mentions, rest)

    return annotate


def tuned_singles(rows: Rows) -> AnnotateLine:
    """the same with every single Hanzi as a pattern, which this library does too

    The runs that the gazetteer lacks come out of the one pass; to search for them takes as long as all the rest.
    """
    import ahocorasick_rs
    import orjson

    ids = _ids(rows)
    forms = list(ids)
    singles = [c for c in map(chr, range(0x3400, 0xA000)) if c not in ids]
    find = ahocorasick_rs.AhoCorasick(
        forms + singles,
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
    ).find_matches_as_indexes
    known = len(forms)
    are_hanzi = [_is_hanzi(form) for form in forms] + [True] * len(singles)
    rest = _rest_of_mention(ids)

    def annotate(line: bytes) -> bytes:
        article = orjson.loads(line)
        text = article["text"]
        mentions = []
        first = last = -1  # of a run of Hanzi that begins with one that no form covers
        for number, start, end in find(text):
            if not are_hanzi[number]:
                if _is_bounded_latin(text, start, end):
                    mentions.append((start, end, forms[number]))
                continue
            if start != last:
                if first >= 0:
                    mentions.append((first, last, text[first:last]))
                first = start if number >= known else -1
            last = end
            if number < known:
                mentions.append((start, end, forms[number]))
        if first >= 0:
            mentions.append((first, last, text[first:last]))
        return _written(orjson.dumps(article["id"]), mentions, rest)

    return annotate


def _is_bounded_latin(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not ((before.isalnum() and before < "\u2e80") or (after.isalnum() and after < "\u2e80"))


PIPELINES: dict[str, Callable[[Rows], AnnotateLine]] = {
    "json.loads": json_alone,
    "tuned": tuned,
    "tuned, single Hanzi": tuned_singles,
    "flashtext": flashtext_pypinyin,
    "jieba.posseg": jieba_pypinyin,
    "spaCy EntityRuler": spacy_ruler,
}
