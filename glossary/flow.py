"""The flow: scan, pair, resolve and read one article into a Document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from glossary.compile.load import default
from glossary.cover import MAX_RUN, Segment, cover, cover_parts
from glossary.document import Document
from glossary.errors import ArticleError, json_problem, wrong_type
from glossary.foreign import is_foreign
from glossary.guard import Guards
from glossary.index import FormLink, Glossary
from glossary.index.automaton import best_engine
from glossary.latin import Settled, latin_mentions
from glossary.model import Entry, LatinForm, Mention, Reading, check_kind
from glossary.native import binding
from glossary.numerals import begins_with_number, is_number
from glossary.pair import MARKS, pair
from glossary.plain import Plain
from glossary.reading import Tables, read_name
from glossary.render.record import to_bytes
from glossary.resolve import resolve
from glossary.scan import HOLDS_FORMS, ONLY_SINGLES, WINDOW, LatinHit, Run, scan, scan_runs
from glossary.sharing import Shared
from glossary.sighting import sight
from glossary.weak import declared, weakness
from glossary.whole import OPENERS, TITLE, title_run, whole_name

if TYPE_CHECKING:
    from glossary.native.bound import Native

MAX_COVERS = 1 << 14  # runs whose cover is kept
MAX_PARTS = 8  # parts of a long run whose cover is kept: what is long repeats itself, if anything does
MAX_KEPT_RUN = 64  # code points; a longer run is hardly met again, and would keep its text alive


class Annotator:
    """The flow with its glossary bound; immutable, safe to share between threads and processes."""

    _annotates_lines = True

    def __init__(self, glossary: Glossary | None = None, *, latin_mentions: bool = False) -> None:
        """Bind a glossary (the built-in one where None); with `latin_mentions`, names in Latin letters alone count too.

        Raises:
            TypeError: the glossary is none, but a path, say.
        """
        if not (glossary is None or isinstance(glossary, Glossary)):
            raise TypeError(f"a glossary is what glossary.load gives, not {type(glossary).__name__}")
        best_engine()  # imported before threads annotate
        if self._annotates_lines:
            binding()  # likewise
        self.glossary = glossary if glossary is not None else default()
        self.latin_mentions = latin_mentions
        self._tables = lru_cache(maxsize=1)(lambda: Tables.from_bytes(self.glossary.file.section("readings")))
        self.weakness = lru_cache(maxsize=MAX_COVERS)(
            lambda pattern: weakness(self.glossary.form(pattern), self._tables(), declared(self.glossary.meta))
        )
        self._cover = lru_cache(maxsize=MAX_COVERS)(lambda run: cover(run, self.glossary, self._tables()))
        self._cover_part = lru_cache(maxsize=MAX_PARTS)(lambda part: cover(part, self.glossary, self._tables()))
        self.settled: dict[int, Settled] = {}
        self._plain = lru_cache(maxsize=1)(lambda: Plain(self.glossary, self._tables(), self.cover_run))
        self._native = lru_cache(maxsize=1)(lambda: _native(self))
        self._read = lru_cache(maxsize=MAX_COVERS)(
            lambda *name: read_name(*name, links=self.glossary.lookup_links, tables=self._tables())
        )

    def __setattr__(self, name: str, value: Any) -> None:
        """Bind an attribute once: what was answered before is kept, and would not fit another choice."""
        if hasattr(self, name):
            raise AttributeError(
                f"an Annotator is not changed ({name}); write Annotator(glossary, latin_mentions=...) for another"
            )
        super().__setattr__(name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        """What it keeps is not taken to another process: it is found there anew."""
        return _bound, (self.glossary, self.latin_mentions)

    @property
    def tables(self) -> Tables:
        """The reading tables of the glossary, decoded on first use."""
        return self._tables()

    @property
    def plain(self) -> Plain:
        """What settles the plain cases."""
        return self._plain()

    @property
    def native(self) -> Native | None:
        """The same in native code, where there is a library for it."""
        return self._native()

    def annotate(self, text: str) -> Document:
        """Annotate one article.

        Raises:
            TypeError: the text is no str.
        """
        if not isinstance(text, str):
            raise wrong_type("an article", text)
        guards = Guards(text)
        if not self.latin_mentions:
            return Document(text, tuple(self._hanzi_mentions(text, scan_runs(text, self.glossary), [], guards)))
        runs, hits = scan(text, self.glossary)
        mentions = self._hanzi_mentions(text, runs, hits, guards)
        if hits:
            mentions = latin_mentions(text, mentions, hits, guards, self.glossary, self.weakness, self.settled)
        return Document(text, tuple(mentions))

    def pipe(self, texts: Iterable[str]) -> Iterator[Document]:
        """Yield one document a text, lazily, in the order given.

        Raises:
            TypeError: one text in place of several, whose letters would be annotated; when it comes to it, a text is no str.
        """
        if isinstance(texts, str | bytes | bytearray | memoryview):
            raise wrong_type("what is annotated in a row", texts, "an iterable of str")
        return map(self.annotate, texts)

    def read(self, surface: str, kind: str | None = None, latin: str | None = None) -> Reading:
        """Read a name in Hanzi: its pinyin, the reason, the alternatives.

        Args:
            surface: the name as printed, simplified or traditional.
            kind: one of model.KINDS; None: it is told by the name itself.
            latin: a Latin form beside it, as printed: it can choose between known readings of the characters.

        Returns:
            The reading of an entry of the glossary where it has the name (and the Latin form does not spell another one), else
            that of the rules; `pinyin` is None where the name cannot be read whole.

        Raises:
            TypeError: the name or the Latin form is no str.
            ValueError: the kind is unknown.
        """
        if not isinstance(surface, str) or not (latin is None or isinstance(latin, str)):
            raise wrong_type("a name", latin if isinstance(surface, str) else surface)
        if len(surface) > MAX_KEPT_RUN or (latin is not None and len(latin) > MAX_KEPT_RUN):
            return read_name(surface, kind, latin, links=self.glossary.lookup_links, tables=self._tables())
        return self._read(surface, check_kind(kind), latin)

    def annotate_line(self, line: bytes) -> bytes:
        """Annotate one JSON Lines record with `text` (and `id`) into one record, without a line end.

        Raises:
            ArticleError: the line is no JSON object with a string `text`.
        """
        native = self.native
        if native is not None and (record := native.annotate_line(line)) is not None:
            return record
        try:
            record = _parsed(line)
        except (ValueError, RecursionError) as error:
            raise ArticleError(json_problem(error)) from error
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            raise ArticleError("not an article: write a JSON object with a string 'text'")
        document = self.annotate(record["text"])
        try:
            return to_bytes(document.mentions, record.get("id"))
        except (ValueError, RecursionError) as error:
            raise ArticleError(f"an id that JSON cannot hold: {error}") from error

    def _hanzi_mentions(self, text: str, runs: Iterable[Run], hits: list[LatinHit], guards: Guards) -> list[Mention]:
        shared = Shared().mention if len(text) > WINDOW else None
        mentions: list[Mention] = []
        low = 0  # the end of the run before
        for run in runs:
            start, end, pattern = run
            if start < low:
                continue
            if start and end < len(text) and text[end] in MARKS and text[start - 1] in OPENERS:
                run = title_run(text, run) or run
                start, end, pattern = run
            if not guards.covers(start, end):
                known = self.plain.known(text, start, end, pattern)
                found = (
                    (known,) if known is not None else self.run_mentions(text, run, low, hits, mentions[-1] if mentions else None)
                )
                mentions += found if shared is None else map(shared, found)
            low = end
        return mentions

    def run_mentions(self, text: str, run: Run, low: int, hits: list[LatinHit], previous: Mention | None) -> Iterable[Mention]:
        """The mentions of one run that was not settled so before: the plain case at once, all others step by step.

        Args:
            low: the end of the run before it.
            previous: the mention before it.
        """
        start, end, pattern = run
        if pattern == TITLE:
            links = self.glossary.lookup_links(text[start:end].replace(":", "："))  # entries are written with the wide one
            latin = pair(text, start, end, tuple(link.entry for link in links), "work", self.glossary, self._tables())
            return (self._mention(text, start, end, latin, links, "work", previous),)
        plain = self.plain
        if pattern >= 0:
            named = plain.named(text, start, end, pattern, hits) if hits else None
            found = [named] if named is not None else list(self._mentions_by_steps(text, run, previous))
            if len(found) == 1 and found[0].start == start and found[0].end == end:
                plain.keep(text, pattern, found[0])
            return found
        if pattern == ONLY_SINGLES:
            unknown = plain.unknown(text, start, end, low, previous)
            if unknown is not None:
                return (unknown,)
        return self._mentions_by_steps(text, run, previous)

    def _mention(
        self,
        text: str,
        start: int,
        end: int,
        latin: LatinForm | None,
        links: tuple[FormLink, ...],
        shape: str | None,
        previous: Mention | None,
    ) -> Mention:
        sighting = sight(text, start, end, latin, shape, previous)
        return Mention(start, end, sighting.surface, latin, resolve(sighting, links, self._tables()))

    def cover_run(self, run: str) -> tuple[Segment, ...]:
        """Divide a run into names, as `cover.cover` does; what comes again is kept."""
        return self._cover(run) if len(run) <= MAX_KEPT_RUN else cover(run, self.glossary, self._tables())

    def _mentions_by_steps(self, text: str, run: Run, previous: Mention | None) -> Iterable[Mention]:
        if is_foreign(text, run.start, run.end) or (run.pattern < 0 and begins_with_number(text, run.start, run.end)):
            return ()
        if run.pattern >= 0:
            segments: tuple[Segment, ...] = (Segment(0, run.end - run.start, run.pattern, None),)
        elif run.end - run.start > MAX_RUN:
            return self._long_run_mentions(text, run, previous)
        else:
            segments = self.cover_run(text[run.start : run.end])
        return self._segment_mentions(text, run, segments, previous)

    def _long_run_mentions(self, text: str, run: Run, previous: Mention | None) -> Iterator[Mention]:
        """The mentions of a run that is covered part by part, as they are found."""
        for start, end, segments in cover_parts(text, run.start, run.end, self._cover_part):
            for mention in self._segment_mentions(text, Run(start, end, HOLDS_FORMS), segments, previous):
                yield mention
                previous = mention

    def _segment_mentions(
        self, text: str, run: Run, segments: tuple[Segment, ...], previous: Mention | None
    ) -> Iterator[Mention]:
        segments = whole_name(text, run, segments, self._tables())
        parts = []
        for segment in segments:
            start, end = run.start + segment.start, run.start + segment.end
            if segment.pattern >= 0 or not is_number(text[start:end]):
                links = self.glossary.form(segment.pattern).links if segment.pattern >= 0 else ()
                parts.append((start, end, links, segment.kind, self._latin_form(text, start, end, links, segment.kind)))
        spelled = [latin for *_, latin in parts if latin is not None and latin.agreement != "none"]
        for start, end, links, kind, latin in parts:
            if latin is not None and latin.agreement == "none" and len(segments) > 1:
                title = links[0].entry if links and links[0].entry.kind == "title" else None
                latin = self._without_others(text, latin, spelled, title)
            previous = self._mention(text, start, end, latin, links, kind, previous)
            yield previous

    def _latin_form(self, text: str, start: int, end: int, links: tuple[FormLink, ...], shape: str | None) -> LatinForm | None:
        if end - start == 1 and not links:
            return None
        entries = tuple(link.entry for link in links)
        kinds = {entry.kind for entry in entries}
        return pair(text, start, end, entries, kinds.pop() if len(kinds) == 1 else shape, self.glossary, self._tables())

    def _without_others(self, text: str, latin: LatinForm, spelled: list[LatinForm], title: Entry | None) -> LatinForm | None:
        """What of a translation names no other part of the run: in 'Bos Huawei (华为总裁李大卫)' Huawei does."""
        for other in spelled:
            if latin.start < other.end and other.start < latin.end:
                words = text[latin.start : other.start].rstrip(" ,\n")
                if not words or title is None:
                    return None
                latin = latin._replace(end=latin.start + len(words), text=words)  # 'Rektor' of 'Rektor Wang Xiaoming'
        links = self.glossary.lookup_links(latin.text)
        if any(link.entry is title for link in links):
            return latin._replace(agreement="entry")  # 'Wali Kota' of 'Wali Kota Harbin Sun Xiaobao'
        return None if links else latin


def _native(annotator: Annotator) -> Native | None:
    """The annotator in native code; None where there is none for it."""
    module = binding()
    return None if module is None else module.bind(annotator)


def _bound(glossary: Glossary, latin_mentions: bool) -> Annotator:
    return Annotator(glossary, latin_mentions=latin_mentions)


def refuse_constant(constant: str) -> None:
    """Refuse NaN and Infinity, which Python reads in JSON and no other reader takes; for `json.loads(parse_constant=...)`."""
    raise ValueError(f"{constant} is no value of JSON")


_decoder = json.JSONDecoder(parse_constant=refuse_constant)


def _parsed(line: bytes) -> Any:
    """What `json.loads` gives, which would make a decoder for each line."""
    if not isinstance(line, bytes):
        return json.loads(line, parse_constant=refuse_constant)
    return _decoder.decode(line.decode(json.detect_encoding(line), "surrogatepass"))


class _TextAnnotator(Annotator):
    """That of the functions below, which annotate texts alone: native code would only delay the first of them."""

    _annotates_lines = False


@lru_cache(maxsize=1)
def _annotator() -> Annotator:
    return _TextAnnotator()


def annotate(text: str) -> Document:
    """Annotate one article with the built-in glossary; see `Annotator.annotate`."""
    return _annotator().annotate(text)


def lookup(form: str) -> tuple[Any, ...]:
    """Every entry of the built-in glossary that answers to a form, Hanzi or Latin."""
    return default().lookup(form)


def read(surface: str, kind: str | None = None, latin: str | None = None) -> Reading:
    """Read a name in Hanzi with the built-in glossary; see `Annotator.read`."""
    return _annotator().read(surface, kind, latin)
