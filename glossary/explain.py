"""Why each mention got its span, kind, Latin form, entry and reading, in words an editor understands."""

from __future__ import annotations

from glossary import script
from glossary.model import Evidence, LatinForm, Mention, Reading

LANGUAGES = ("id", "en")

KINDS = {
    "person": ("orang", "person"),
    "organization": ("organisasi", "organization"),
    "place": ("tempat", "place"),
    "work": ("karya", "work"),
    "event": ("peristiwa", "event"),
    "concept": ("konsep", "concept"),
    "project": ("proyek", "project"),
    "title": ("jabatan", "title"),
    "other": ("lain-lain", "other"),
}
"""What each kind is called in each of LANGUAGES."""
# What the steps write into the evidence of a name without an entry: its beginning, and how each language says it of {0}.
_SEEN = (
    ("head word of the phrase", "kata pokok frasa di sekitarnya", "the head word of the phrase around it"),
    ("head word of ", "kata pokok bentuk Latin “{0}”", "the head word of the Latin form “{0}”"),
    ("head word ", "kata pokok “{0}” di depannya", "the head word “{0}” before it"),
    ("title ", "gelar atau pekerjaan “{0}” di depannya", "the title or occupation “{0}” before it"),
    ("ends with ", "namanya berakhir dengan {0}", "the name ends with {0}"),
    ("ordinary word", "kata atau ungkapan biasa dalam kamus", "an ordinary word or idiom of the dictionary"),
    ("interpunct", "titik tengah menandai nama asing yang disalin bunyinya", "the interpunct marks a transcribed foreign name"),
    ("spelled by its Latin form", "bentuk Latin mengeja marga dan nama", "the Latin form spells a surname and a given name"),
    ("one word that spells it", "bentuk Latin mengejanya sebagai satu kata", "the Latin form spells it as one word"),
    ("transcribed name", "Hanzi penyalin bunyi nama asing", "Hanzi that transcribe a foreign name"),
    ("surname and a western name", "marga, dan nama Barat di bentuk Latinnya", "a surname, and a western name in its Latin form"),
    ("in a list with ", "berderet dengan {0}", "in a list with {0}"),
    ("in a series with ", "berderet dengan “{0}”", "in a series with “{0}”"),
    ("in quotation marks", "bentuk Latinnya diapit tanda petik", "its Latin form stands in quotation marks"),
    ("holds 的", "memuat 的, seperti judul dan ungkapan", "holds 的, as titles and phrases do"),
    ("work of a ", "karya “{0}” yang disebut di depannya", "the work of the “{0}” before it"),
    ("a title with a number", "judul dengan angka", "a title with a number"),
    ("surname and given name", "marga dan nama yang lazim", "a usual surname and given name"),
    ("surname", "marga dan nama yang lazim", "a usual surname and given name"),
    ("shape of the run", "bentuk deretan Hanzi itu", "the shape of the Hanzi run"),
    ("named by a verb or in italics", "kata kerja atau huruf miring di depannya", "a verb or italics before it"),
    ("a title or an institution before it", "jabatan atau lembaga tepat di depannya", "an office or institution right before it"),
    ("named by a word in small letters", "disebut dengan kata berhuruf kecil", "it is named by a word in small letters"),
    ("single character", "satu aksara saja", "a single character"),
    ("no evidence", "tidak ada petunjuk", "no evidence"),
)
_EVIDENCE = {
    "headword": ("“{0}” adalah judul entri", "“{0}” is the entry's headword"),
    "alias": ("“{0}” adalah bentuk lain entri", "“{0}” is another form of the entry"),
    "latin": ("bentuk Latin “{0}” menegaskannya", "the Latin form “{0}” confirms it"),
    "context": ("kata di sekitarnya cocok: {0}", "words around it fit: {0}"),
    "prior": ("yang paling sering dimaksud dalam berita", "the one that news mean most often"),
    "surname": ("marga {0}", "surname {0}"),
}
_REASONS = {
    "entry": ("dari entri glosarium", "from the glossary's entry"),
    "latin": ("dari bentuk Latin di sebelahnya", "from the Latin form beside it"),
    "name": ("dari kamus nama diri", "from the dictionary of proper names"),
    "surname": ("dibaca sebagai marga dan nama", "read as surname and given name"),
    "given-name": ("dari bacaan yang lazim pada nama orang", "from what given names usually read"),
    "place": ("dari bacaan yang lazim pada nama tempat", "from what place names usually read"),
    "phrase": ("dari kata-kata dalam kamus", "from words of the dictionary"),
    "character": ("dari bacaan baku tiap aksara", "from each character's usual reading"),
    "transcription": ("dibaca aksara demi aksara sebagai salinan bunyi", "read sign by sign as a transcription"),
}
_LABELS = {
    "span": ("Bentang", "Span"),
    "kind": ("Jenis", "Kind"),
    "latin": ("Bentuk Latin", "Latin form"),
    "entry": ("Entri", "Entry"),
    "reading": ("Bacaan", "Reading"),
}


def explain(text: str, mentions: tuple[Mention, ...], lang: str = "id") -> str:
    """Say of each mention why it was found and settled as it was.

    Args:
        text: the article.
        mentions: its mentions.
        lang: 'id' for Indonesian, 'en' for English.

    Raises:
        ValueError: another language.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language {lang!r}; write one of {', '.join(LANGUAGES)}")
    number = LANGUAGES.index(lang)
    if not mentions:
        return ("Tidak ada nama Tionghoa yang ditemukan.", "No Chinese name was found.")[number]
    return "\n\n".join(_block(place, text, mention, number) for place, mention in enumerate(mentions, 1))


def _block(place: int, text: str, mention: Mention, lang: int) -> str:
    lines = [f"{place}. {mention.surface} ({mention.start}–{mention.end})"]
    for name, said in (
        ("span", _span(text, mention)[lang]),
        ("kind", _kind(mention, lang)),
        ("latin", _latin(mention.latin, mention)[lang]),
        ("entry", _entry(mention, lang)),
        ("reading", _reading(mention.reading, lang)),
    ):
        lines.append(f"   {_LABELS[name][lang]}: {said}")
    return "\n".join(lines)


def _span(text: str, mention: Mention) -> tuple[str, str]:
    start, end = mention.start, mention.end
    if not script.has_hanzi(mention.surface):
        if mention.entry is not None and mention.surface in mention.entry.forms:
            return "bentuk Latin entri, berdiri sendiri di antara batas kata", "a Latin form of the entry between word boundaries"
        return "sebutan pendek atau ejaan lain di antara batas kata", "a short mention or other spelling between word boundaries"
    if text[start - 1 : start] in ("《", "〈") and start:
        return "yang diapit tanda judul 《》", "what the title marks 《》 hold"
    if (start and script.is_hanzi(text[start - 1])) or (end < len(text) and script.is_hanzi(text[end])):
        return "bagian deretan Hanzi yang lebih panjang; sisanya nama lain atau bukan nama", (
            "a part of a longer Hanzi run; the rest is another name or none"
        )
    if any(c in mention.surface for c in script.INTERPUNCTS):
        return "seluruh deretan Hanzi, bersama titik tengahnya", "the whole Hanzi run with its interpuncts"
    if any(c.isascii() and c.isalnum() for c in mention.surface):
        return "Hanzi beserta huruf atau angka yang melekat", "Hanzi with the letters or digits that adjoin them"
    return "seluruh deretan Hanzi", "the whole Hanzi run"


def _kind(mention: Mention, lang: int) -> str:
    name = KINDS[mention.kind][lang]
    if mention.entry is not None:
        return f"{name} — {('menurut entri', 'as the entry says')[lang]}"
    because = "; ".join(_seen(item, lang) for item in mention.evidence if item.word != "ambiguous")
    return f"{name} — {because}" if because else name


def _seen(item: Evidence, lang: int) -> str:
    if item.word != "unknown":
        return _EVIDENCE[item.word][lang].format(item.detail) if item.word in _EVIDENCE else item.detail
    for beginning, *said in _SEEN:
        if item.detail.startswith(beginning):
            return said[lang].format(item.detail[len(beginning) :])
    return item.detail


def _latin(latin: LatinForm | None, mention: Mention) -> tuple[str, str]:
    if latin is None:
        return "tidak ada di dekatnya", "none near it"
    side = ("di depannya", "before it") if latin.end <= mention.start else ("di belakangnya", "behind it")
    words = " ".join(latin.text.split())
    if latin.agreement == "entry":
        why = ("salah satu bentuk entri", "one of the entry's forms")
    elif latin.agreement == "spelling":
        why = (f"ejaan {latin.system} dari Hanzi itu", f"it spells the Hanzi in {latin.system}")
    elif latin.agreement == "near":
        slip = latin.slip or ""
        why = (f"hampir ejaannya: {slip.replace(' for ', ' alih-alih ')}", f"almost its spelling: {slip}")
    else:
        why = (
            "frasa nama di tempat itu: terjemahan atau nama lain",
            "the name phrase in that place: a translation or another name",
        )
    return f"“{words}” {side[0]} — {why[0]}", f"“{words}” {side[1]} — {why[1]}"


def _entry(mention: Mention, lang: int) -> str:
    entry = mention.entry
    others = ", ".join(candidate.id for candidate in mention.candidates)
    if entry is not None:
        because = "; ".join(_EVIDENCE[item.word][lang].format(item.detail) for item in mention.evidence if item.word in _EVIDENCE)
        rest = f" ({('juga cocok', 'also fits')[lang]}: {others})" if others else ""
        described = f", {entry.description}" if entry.description else ""
        return f"{entry.id}: {entry.name}{described} — {because}{rest}"
    if others:
        return ("tidak dipilih; beberapa atau yang berlainan bisa dimaksud: ", "none chosen; several or another may be meant: ")[
            lang
        ] + others
    return ("tidak ada dalam glosarium", "none in the glossary")[lang]


def _reading(reading: Reading | None, lang: int) -> str:
    if reading is None or reading.pinyin is None:
        return ("tidak ada", "none")[lang]
    why = _REASONS[reading.reason][lang] if reading.reason in _REASONS else reading.reason
    said = f"{reading.pinyin} — {why}"
    if reading.alternatives:
        said += f"; {('bisa juga', 'or')[lang]} {', '.join(reading.alternatives)}"
    if reading.disputed:
        said += f"; {('sumber berbeda pendapat', 'sources differ')[lang]}"
    return said
