"""The development passages as a whole: floors under every figure, and nothing claimed where nothing is."""

import sys
from collections import Counter
from pathlib import Path

import pytest

import glossary

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import linking  # noqa: E402
import peers  # noqa: E402

INDEX = glossary.Annotator().glossary
CASES = [case for name in linking.FILES for case in linking.read_cases(linking.CASES / name)]


@pytest.fixture(scope="module")
def measured():
    return linking.measure(CASES, peers.of_annotator(glossary.Annotator()), INDEX)


@pytest.mark.parametrize("case", linking.read_cases(linking.CASES / "known_failures.tsv"), ids=lambda case: case.place)
def test_a_known_failure_still_fails(case):
    """A mended one has to move to the other passages."""
    assert linking.measure([case], peers.of_annotator(glossary.Annotator()), INDEX)[2] != []


def test_spans_kinds_latin_forms_and_readings_hold_their_floor(measured):
    scores = measured[0]["all"]
    assert scores.f1("span") >= 0.995
    assert scores.recall("kind") >= 0.99
    assert scores.recall("latin") >= 0.99
    assert scores.recall("pinyin") >= 0.99


def test_links_hold_their_floor(measured):
    scores = measured[0]["all"]
    assert scores.precision("link") >= 0.995
    assert scores.recall("link") >= 0.995


def test_nothing_is_claimed_where_nothing_is_named(measured):
    bare = {"url", "email", "path", "code", "attribute", "date", "kana", "hangul", "label-foreign", "idiom", "word"}
    claims = Counter({name: scores.given["claim"] for name, scores in measured[0].items() if name in bare})
    assert +claims == Counter()


def test_plain_indonesian_names_nothing():
    assert linking.false_links(None) == []


def test_no_homophone_and_no_one_stroke_neighbour_is_linked():
    assert linking.homophone_links(None) == []


def test_names_in_latin_letters_are_linked():
    scores, faults = linking.latin_mentions(INDEX)
    assert scores.precision("link") == 1, faults
    assert scores.recall("link") >= 0.99, faults


def test_every_phenomenon_has_cases():
    assert len({case.phenomenon for case in CASES}) >= 59
    assert len(CASES) >= 1000


def test_offsets_are_given_in_code_units_and_bytes_on_request():
    document = glossary.annotate("😀 é Xi Jinping (习近平) dan 王\ufe00毅")
    for unit, codec, size in (("utf-16", "utf-16-le", 2), ("utf-8", "utf-8", 1)):
        data = document.text.encode(codec)
        spans = document.offsets(unit)
        assert [data[size * first : size * last].decode(codec) for first, last in spans] == [m.surface for m in document.mentions]
    with pytest.raises(ValueError, match="unknown unit 'bytes'"):
        document.offsets("bytes")


@pytest.mark.parametrize(
    ("text", "surface", "latin"),
    [
        ("Xi Jinping (\u200e习近平\u200f) hadir.", "习近平", "Xi Jinping"),
        ("Xi Jinping (\u2068习近平\u2069) hadir.", "习近平", "Xi Jinping"),
        ("Xi\u00a0Jinping（习近平）hadir.", "习近平", "Xi\u00a0Jinping"),
        ("Xi Jin\u00adping (习近平) hadir.", "习近平", "Xi Jin\u00adping"),
        ("Xi\nJinping (习近平) hadir.", "习近平", "Xi\nJinping"),
        ("\ud800 Xi Jinping (习近平) \udfff", "习近平", "Xi Jinping"),
        ("Xi Jinping (习\u200b近\u200b平) hadir.", "习\u200b近\u200b平", "Xi Jinping"),
        ("<b>Xi Jinping</b>&nbsp;(<span lang='zh'>习近平</span>)", "习近平", "Xi Jinping"),
    ],
)
def test_marks_and_markup_hide_no_name(text, surface, latin):
    (mention,) = glossary.annotate(text).mentions
    assert (mention.surface, mention.latin.text, mention.entry.id) == (surface, latin, "xi-jinping")


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("PBB menyerukan gencatan senjata.", []),  # widely named, and alone
        ("PBB mengundang Xi Jinping.", ["PBB", "Xi Jinping"]),
        ("PBB mengundang Emmanuel Macron.", ["PBB", "Emmanuel Macron"]),
        ("Kementerian Luar Negeri RI dan WADA menolak; Bhutan dan Suramadu disebut.", []),  # bodies and places of any text
        ("Film Midnight tayang; Viya menonton.", []),  # titles and names that are words
        ("Film Midnight karya Mao Dun dibahas.", ["Midnight", "Mao Dun"]),
        ("David Ho, pengusaha Batam, menyumbang.", []),  # a name that many bear
        ("Bakpao dan lunpia dijual.", []),
        ("Li Qiang, pedagang bakso, tertawa.", []),
        ("Temu warga di Jakarta ramai.", []),  # a word, and widely named
        ("Temu warga membahas Huawei.", ["Huawei"]),  # a word that begins a sentence
        ("Ia membeli jaket di Temu, bukan di Taobao.", ["Temu", "Taobao"]),
        ("Sembilan Garis Putus-Putus ditolak.", ["Sembilan Garis Putus-Putus"]),
        ("Konferensi Zunyi dan Shenzhou-20 dibahas.", ["Konferensi Zunyi", "Shenzhou-20"]),
        ("Ayah menonton Bali United di Jakarta International Stadium.", []),
        ("Huawei membuka kantor di Jakarta International Stadium.", ["Huawei"]),
        ("Laksamana Cheng Ho singgah di Semarang.", ["Cheng Ho", "Semarang"]),
        ("Xi\nJinping tiba. Xi berpidato.", ["Xi\nJinping", "Xi"]),
        ("Xí Jìnpíng lahir di Běijīng.", ["Xí Jìnpíng", "Běijīng"]),
        ("Xì Jìnpǐng bukan siapa-siapa.", []),
        ("Saham JD.com turun; lihat www.jd.com/saham.", ["JD.com"]),
    ],
)
def test_names_in_latin_letters_count_as_far_as_they_say_something_by_themselves(text, surfaces):
    assert [m.surface for m in glossary.Annotator(latin_mentions=True).annotate(text).mentions] == surfaces


def test_a_list_of_widely_named_forms_says_why_and_holds_each_once(tmp_path):
    from glossary.compile.not_names import widely_named

    (tmp_path / "widely_named.toml").write_text('[states]\nforms = ["Laos", "Laos"]\n', encoding="utf-8")
    with pytest.raises(glossary.DataError, match=r"states: write reason and forms(.|\n)*Laos: list it once"):
        widely_named(tmp_path)


def test_tables_of_not_names_are_checked(tmp_path):
    from glossary.compile.not_names import not_names

    (tmp_path / "not_names.toml").write_text(
        '[[form]]\ntext = "Temu"\nreason = "kata"\nsentence = "Ia pergi."\n', encoding="utf-8"
    )
    with pytest.raises(glossary.DataError, match="its sentence does not hold it"):
        not_names(tmp_path)
