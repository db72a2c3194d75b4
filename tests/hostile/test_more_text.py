"""More disguises and damage: radicals and compatibility forms in names, mojibake that the linter tells."""

import unicodedata

import pytest

import glossary

from .checks import check

NAME = "习近平"

VARIANTS = {
    "Kangxi mountain": ("⼭东", "山东"),
    "Kangxi metal": ("⾦庸", "金庸"),
    "Kangxi hair": ("⽑泽东", "毛泽东"),
    "Kangxi dragon": ("李⼩⿓", "李小龍"),
    "Kangxi horse": ("⾺雲", "馬雲"),
    "radical horse": ("⻢云", "马云"),
    "radical west": ("⻄安", "西安"),
    "radical people": ("⼈⺠⽇报", "人民日报"),
    "radical tiger": ("⻁丘", "虎丘"),
    "radical horn": ("长三⻆", "长三角"),
    "radical eat": ("寒⻝节", "寒食节"),
    "radical turtle": ("⻱苓膏", "龟苓膏"),
    "compatibility north": ("\uf963京", "北京"),
    "compatibility Li": ("\uf9e1克强", "李克强"),
    "compatibility six": ("\uf9d1安", "六安"),
    "compatibility forest": ("\uf9f4则徐", "林则徐"),
    "compatibility with a selector": ("\uf963\ufe00京", "北京"),
    "compatibility gold": ("\uf90a庸", "金庸"),
}


@pytest.mark.parametrize("label", VARIANTS)
def test_another_code_of_the_same_hanzi_names_the_same(annotator, label):
    printed, usual = VARIANTS[label]
    wanted = {entry.id for entry in glossary.lookup(usual)}
    assert wanted
    assert {entry.id for entry in glossary.lookup(printed)} == wanted
    (seen,) = check(f"kata {printed} tadi", annotator).mentions
    (plain,) = annotator.annotate(f"kata {usual} tadi").mentions
    assert (seen.surface, seen.entry, seen.kind, seen.pinyin) == (printed, plain.entry, plain.kind, plain.pinyin)


INVISIBLE = {
    "grapheme joiner": "\u034f",
    "Arabic letter mark": "\u061c",
    "Mongolian selector": "\u180b",
    "Mongolian separator": "\u180e",
    "soft hyphen": "\u00ad",
    "text selector": "\ufe0e",
    "emoji selector": "\ufe0f",
    "supplementary selector": "\U000e0101",
    "invisible separator": "\u2063",
    "word joiner": "\u2060",
    "tag space": "\U000e0020",
    "deprecated shaping": "\u206a",
    "annotation anchor": "\ufff9",
    "enclosing circle": "\u20dd",
    "overline": "\u0305",
    "three marks": "\u0301\u0301\u0301",
}


@pytest.mark.parametrize("label", INVISIBLE)
def test_what_prints_nothing_hides_no_name(annotator, label):
    mark = INVISIBLE[label]
    for text in (f"Xi Jinping (习{mark}近平) tiba", f"Xi Jinping ({mark.join(NAME)}) tiba"):
        (mention,) = check(text, annotator).mentions
        assert (mention.entry.id, mention.pinyin, mention.latin.text) == ("xi-jinping", "Xí Jìnpíng", "Xi Jinping")
    assert [entry.id for entry in glossary.lookup(mark.join(NAME))] == ["xi-jinping"]
    assert glossary.read(mark.join(NAME), "person").pinyin == "Xí Jìnpíng"


@pytest.mark.parametrize(
    "latin", ["Xí Jìnpíng", "ＸＩ　ＪＩＮＰＩＮＧ", "Xi\u2011Jinping", "Xi\u00a0Jin\u00adping", "XÍ JÌNPÍNG"]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_latin_form_in_any_normal_form_is_tied(annotator, latin, form):
    latin = unicodedata.normalize(form, latin)
    (mention,) = check(f"kata {latin} (习近平) tadi", annotator).mentions
    assert (mention.latin.text, mention.latin.agreement) == (latin, "entry")


def wrongly(codec, wrong, text=NAME):
    return text.encode(codec).decode(wrong, "replace")


MOJIBAKE = {
    "UTF-8 as Latin-1": wrongly("utf-8", "latin-1"),
    "UTF-8 as Windows-1252": wrongly("utf-8", "cp1252"),
    "UTF-8 as GBK": wrongly("utf-8", "gbk"),
    "UTF-8 as Big5": wrongly("utf-8", "big5"),
    "UTF-8 as MacRoman": wrongly("utf-8", "mac-roman"),
    "GBK as Latin-1": wrongly("gbk", "latin-1"),
    "GBK as Windows-1252": wrongly("gbk", "cp1252"),
    "Big5 as Latin-1": wrongly("big5", "latin-1", "習近平"),
    "GBK as UTF-8": wrongly("gbk", "utf-8"),
    "UTF-8 twice": wrongly("utf-8", "latin-1", wrongly("utf-8", "latin-1")),
    "UTF-8 cut": NAME.encode()[:-1].decode("utf-8", "replace"),
    "ASCII": wrongly("ascii", "ascii") if NAME.isascii() else NAME.encode("ascii", "replace").decode(),
    "surrogates of bytes": NAME.encode("gbk").decode("utf-8", "surrogateescape"),
}


@pytest.mark.parametrize("label", MOJIBAKE)
def test_mojibake_of_a_name_is_a_problem(annotator, label):
    damaged = MOJIBAKE[label]
    text = f"Presiden Tiongkok, Xi Jinping ({damaged}) menelepon Putin."
    check(text, annotator)
    start, end = text.index(damaged), text.index(damaged) + len(damaged)
    assert [p for p in glossary.lint(text) if p.start < end and start < p.end]


@pytest.mark.parametrize(
    "text",
    [
        "Façade déjà vu – “naïve” café, Müller & Søren, garçon.",
        "Suhu 25 °C ± 2, harga £5, ½ porsi, © 2020, §3, 5 µm.",
        "Kata Àgua, Ærø, Ýmir, Þór, Señor.",
        "Apa? Siapa??? (???) !!!",
        "Москва, Ελλάδα, العربية, ไทย, 日本語.",
    ],
)
def test_text_in_other_tongues_is_no_mojibake(text):
    assert [p for p in glossary.lint(text) if p.code.startswith("D")] == []


@pytest.mark.parametrize("count", [1, 64, 4096, 65_536, 65_537])
def test_a_name_is_found_wherever_a_window_ends(annotator, count):
    for filler in ("a", "习", "\u200b", "(", " "):
        text = filler * (count - 2) + " Xi Jinping (习近平) tiba"
        assert annotator.annotate(text).mentions[-1].entry.id == "xi-jinping"


@pytest.mark.parametrize("lead", [*range(4092, 4098), 8189, 8190])
def test_no_name_is_cut_where_a_long_run_is(annotator, lead):
    text = "的" * lead + "习近平" + "的" * 100
    assert [mention.surface for mention in annotator.annotate(text).mentions] == ["习近平"]


def test_a_name_repeated_without_end_is_found_each_time(annotator):
    assert len(annotator.annotate("习近平" * 1500).mentions) == 1500


@pytest.mark.parametrize("count", [5_000, 100_000])
@pytest.mark.parametrize("mark", ["\u200b", "\ufe00", "\u202e", "\u0301"])
def test_however_much_prints_nothing_a_name_is_found(annotator, mark, count):
    for text in ("习" + mark * count + "近平", f"Xi Jinping ({'习近' + mark * count + '平'}) tiba"):
        (mention,) = annotator.annotate(text).mentions
        assert (mention.entry.id, mention.pinyin) == ("xi-jinping", "Xí Jìnpíng")


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u3000"])
@pytest.mark.parametrize("count", [2, 40, 41, 500, 50_000])
def test_a_fix_takes_out_all_spaces_at_once(space, count):
    fixed = glossary.fix(f"Kata Xi Jinping{space * count}(习近平) tadi.")
    assert fixed == glossary.fix(fixed) == "Kata Xi Jinping (习近平) tadi."
