"""Text of every kind of damage and disguise: it is annotated as it stands, and a disguised name is still found."""

import unicodedata

import pytest

from glossary.script import HANZI_RANGES, KANGXI_RANGES, ZERO_WIDTH_RANGES

from .checks import check

NAME = "习近平"
ZERO_WIDTH = [chr(code) for first, last in ZERO_WIDTH_RANGES for code in {first, last}]
SELECTORS = [*map(chr, range(0xFE00, 0xFE10)), "\U000e0100", "\U000e01ef"]
MARKS = [*"\u0300\u0301\u0308\u0323\u0488\u0489\u1dc4\u20dd\u20e3\u302a\ufe20"]
FRAMES = ["{}", "Presiden Xi Jinping ({}) tiba.", "Presiden Xi Jinping({})tiba", "kata{} dan"]


def wide(latin):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in latin)


def mathematical(latin):
    return "".join(chr(0x1D3BF + ord(c) if c.isupper() else 0x1D3B9 + ord(c)) if c.isalpha() else c for c in latin)


def linked(document):
    return [m for m in document.mentions if m.entry is not None and m.entry.id == "xi-jinping"]


DISGUISES = {
    **{f"U+{ord(c):04X} between": c.join(NAME) for c in ZERO_WIDTH},
    **{f"U+{ord(c):04X} around": c + NAME + c for c in ZERO_WIDTH},
    **{f"U+{ord(c):04X} many": (c * 40).join(NAME) for c in ZERO_WIDTH[:9]},
    **{f"U+{ord(c):04X} after each": "".join(h + c for h in NAME) for c in (*SELECTORS, *MARKS)},
    "right to left": "\u202e习近平\u202c",
    "isolates": "\u2067习\u2069\u2067近\u2069平",
    "override inside": "习\u202e近平\u202c",
    "two kinds": "习\u200b\u2060近\ufeff平",
    "selector and joiner": "习\ufe00\u200d近\ufe01\u200d平",
    "traditional": "習近平",
    "wide space": "习\u3000近\u3000平",
    "no-break space": "习\u00a0近\u00a0平",
    "line ends": "习\n近\n平",
    "byte order mark": "\ufeff习近平",
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_name_is_found_and_linked_through_what_prints_nothing(annotator, disguise, frame):
    document = annotator.annotate(frame.format(DISGUISES[disguise]))
    mention = linked(document)[-1]
    assert mention.pinyin == "Xí Jìnpíng"
    assert mention.surface[0] in "习習"
    assert mention.surface.strip("".join(ZERO_WIDTH)) == mention.surface
    assert [m.surface for m in document.mentions if m not in linked(document)] == []
    if "(" in frame:
        assert (mention.latin.text, mention.latin.agreement) == ("Xi Jinping", "entry")


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguised_name_holds_all_invariants(annotator, disguise):
    check(FRAMES[1].format(DISGUISES[disguise]), annotator)


LATIN = {
    "composed": "Xí Jìnpíng",
    "decomposed": unicodedata.normalize("NFD", "Xí Jìnpíng"),
    "full-width": wide("Xi Jinping"),
    "soft hyphen": "Xi Jin\u00adping",
    "zero-width space": "Xi \u200bJinping",
    "joiners": "\u200d".join("Xi Jinping"),
    "a tag": "Xi Jin\U000e0041ping",
    "no-break space": "Xi\u00a0Jinping",
    "thin space": "Xi\u2009Jinping",
    "marks of another language": "X\u0301i J\u0308inping",
    "two spaces": "Xi  Jinping",
    "capitals": "XI JINPING",
}


@pytest.mark.parametrize("frame", ["Presiden {} (习近平) tiba", "习近平 ({}) tiba", "\u202a{}\u202c (习近平)"])
@pytest.mark.parametrize("form", LATIN)
def test_a_disguised_latin_form_is_tied_to_its_hanzi(annotator, form, frame):
    document = check(frame.format(LATIN[form]), annotator)
    (mention,) = linked(document)
    assert (mention.latin.text, mention.latin.agreement) == (LATIN[form], "entry")


@pytest.mark.parametrize("form", [form for form in LATIN if form != "two spaces"])
def test_a_disguised_latin_form_is_found_alone(annotator, form):
    document = check(f"Menurut {LATIN[form]}, ini sulit.", annotator)
    assert [m.surface for m in linked(document)] == [LATIN[form]]


@pytest.mark.parametrize("mark", [*SELECTORS, *MARKS], ids=lambda c: f"U+{ord(c):04X}")
def test_a_mark_after_each_letter_hides_no_latin_form(annotator, mark):
    name = "".join(c + mark for c in "Xi Jinping")
    document = check(f"Menurut {name}, ini sulit.", annotator)
    assert [m.surface for m in linked(document)] == [name]


@pytest.mark.parametrize("name", ["Lü Bu", "Lǚ Bù", "Nüshu", "Göktürk", "Chloé Zhao", "LÜ BU"])
def test_composed_and_decomposed_latin_forms_have_the_same_entry(annotator, name):
    composed, decomposed = (
        check(f"Xi Jinping dan {unicodedata.normalize(form, name)} tiba.", annotator) for form in ("NFC", "NFD")
    )
    assert [m.surface for m in decomposed.mentions] == ["Xi Jinping", unicodedata.normalize("NFD", name)]
    assert [m.entry.id for m in decomposed.mentions] == [m.entry.id for m in composed.mentions]


def test_a_decomposed_umlaut_is_no_plain_u(annotator):
    text = "Menurut {}, ini sulit."
    names = ("L\u00fc Xun", "Lu\u0308 Xun", "Lu Xun")
    composed, decomposed, plain = ([m.entry.id for m in annotator.annotate(text.format(name)).mentions] for name in names)
    assert decomposed == composed != plain == ["lu-xun"]


def _blocks():
    for first, last in (*HANZI_RANGES, *KANGXI_RANGES, (0x3000, 0x303F), (0x2FF0, 0x2FFF), (0x31C0, 0x31EF), (0x2F800, 0x2FA1F)):
        step = max(1, (last - first) // 40)
        yield f"U+{first:04X}", "".join(map(chr, range(first, last + 1, step)))


CHINESE = "Presiden Xi Jinping (习近平) 中国外交部发言人赵立坚"
NOISE = {
    "empty": "",
    "blank": " \t\r\n\v\f",
    "lone high surrogate": "\ud800 习近平",
    "lone low surrogate": "习近平\udfff",
    "surrogates between Hanzi": "习\ud800近\udc00平",
    "surrogates in the wrong order": "\udc00\ud800习近平",
    "a pair that was never joined": "\ud840\udc00习近平",
    "undecoded bytes": b"Xi Jinping (\xff\xfe) ".decode("utf-8", "surrogateescape") + NAME,
    "NUL": "\0Xi Jinping (习近平)\0",
    "NUL between": "习\0近\0平",
    "all controls": "".join(map(chr, [*range(32), *range(0x7F, 0xA0)])) + NAME,
    "terminal escapes": "\x1b[31m习近平\x1b[0m\x07",
    "carriage returns": "Xi Jinping\r(习近平)\r",
    "line separators": "Xi Jinping\u2028(习近平)\u2029\x85",
    "UTF-16 read as Latin-1": CHINESE.encode("utf-16").decode("latin-1"),
    "UTF-16 read as UTF-8": CHINESE.encode("utf-16-le").decode("utf-8", "replace"),
    "UTF-32 read as Latin-1": CHINESE.encode("utf-32").decode("latin-1"),
    "ASCII read as UTF-16": b"Presiden Xi Jinping tiba di Beijing.".decode("utf-16-le", "replace"),
    "UTF-8 read as Latin-1": CHINESE.encode().decode("latin-1"),
    "UTF-8 read as Windows-1252": CHINESE.encode().decode("cp1252", "replace"),
    "UTF-8 read twice wrong": CHINESE.encode().decode("latin-1").encode().decode("latin-1"),
    "UTF-8 read as GBK": CHINESE.encode().decode("gbk", "replace"),
    "UTF-8 read as Big5": CHINESE.encode().decode("big5", "replace"),
    "GBK read as Latin-1": CHINESE.encode("gbk").decode("latin-1"),
    "GBK read as Big5": CHINESE.encode("gbk").decode("big5", "replace"),
    "GBK read as UTF-8": CHINESE.encode("gbk").decode("utf-8", "replace"),
    "Big5 read as GBK": "習近平外交部".encode("big5").decode("gbk", "replace"),
    "a Hanzi cut in two": NAME.encode()[:-1].decode("utf-8", "replace"),
    "replacement characters": "\ufffd习\ufffd近\ufffd平\ufffd",
    "CESU-8": "\ud842\udfb7".encode("utf-8", "surrogatepass").decode("latin-1"),
    "UTF-7": "+TmCP0V5z-",
    "character references": "&#20064;&#36817;&#24179; &#x4E60; &lt;习近平&gt;",
    "escapes": r"\u4e60\u8fd1\u5e73 习近平 \xe4",
    "percent": "%E4%B9%A0习近平%",
    "quoted-printable": "=E4=B9=A0习近平",
    "base64": "5Lmg6L+R5bmz 习近平",
    "noncharacters": "\ufdd0习近平\ufffe\uffff\U0001fffe\U0010ffff",
    "private use": "\ue000习近平\uf8ff\U000f0000\U0010fffd",
    "unassigned": "\u0378习近平\U000e0fff",
    "planes 2 and 3": "𠀀𠮷𪚥𫝀𫠠𬺰𮯠𰀀𱍐 (𠮷)",
    "compatibility supplement": "\U0002f800\U0002fa1d习近平",
    "compatibility ideographs": "\uf900\ufa0e\ufa6a\ufad9 (\uf9f4)",
    "radicals": "⺀⼀⼆⿕ ⽂",
    "ideographic description": "⿰习近⿱平",
    "ideographic zero and iteration": "〇々〆〇 二〇二四 人々",
    "Hangzhou numerals": "〡〢〣〸〹〺",
    "mathematical Latin": f"{mathematical('Xi Jinping')} (习近平)",
    "circled Latin": "Ⓧⓘ Ⓙⓘⓝⓟⓘⓝⓖ (习近平)",
    "enclosed Hanzi": "㊀㊎㈱㍿ 🈚🈯 习近平",
    "Cyrillic look-alikes": "Хі Јіnріng (习近平)",
    "Greek look-alikes": "Χι Jinping (习近平)",
    "dotless i": "Xı Jınpıng (习近平) Xİ",
    "sharp s and ligatures": "Straße ﬁnal ǆ ŉ (习近平)",
    "letters that grow when folded": "ŉẖΐΰ և ﬃ İ" * 5 + NAME,
    "a hundred marks": "X" + "\u0301" * 100 + "i Jinping (习" + "\u0308" * 100 + "近平)",
    "marks first": "\u0301\u0308习近平",
    "a keycap": "习\ufe0f\u20e3",
    "emoji": "👨‍👩‍👧‍👦习近平🏴󠁧󠁢󠁥󠁮󠁧󠁿🇨🇳",
    "tags": "\U000e0001\U000e0041习近平\U000e007f",
    "only tags": "\U000e0041" * 50,
    "Arabic beside": "شي جين بينغ (习近平)",
    "Hebrew beside": "שי ג'ינפינג (习近平)",
    "Thai beside": "สีจิ้นผิง (习近平)",
    "Jawi and Javanese": "شي ꦗꦮ (习近平)",
    "kana": "習近平（しゅう・きんぺい）",
    "half-width kana": "習近平ｼｭｳ",
    "Hangul": "習近平(시진핑)",
    "jamo": "習\u1109\u1175近平",
    "Hangul fillers": "\u3164习近平\u115f",
    "Zhuyin": "習ㄒㄧˊ近平",
    "Yi and Tangut": "ꀀ𗀀𘠀习近平",
    "interlinear": "\ufff9习近平\ufffaXí\ufffb",
    "full-width brackets": "Xi Jinping（习近平）［习近平］｛习近平｝",
    "odd brackets": "Xi Jinping ⦅习近平⦆ ❨习近平❩ ⟨习近平⟩ ﹙习近平﹚",
    "brackets that do not match": "Xi Jinping (习近平】 [习近平) ））（（",
    "nothing but brackets": "()[]{}（）【】《》“”",
    "nothing but quotes": "\"'“”‘’«»`´",
    "nothing but dashes": "-–—―‐‑‒−",
    "number forms": "Ⅷ½²㊿ 习近平 ٣",
    "percent format": "%s %d {0} {习近平!r} ${x} %(a)s",
    "format characters": "{}{0}{习}" + NAME + "{{}}",
    "regular expression": "(?:习|近)* [习近平]+ \\1 (?P<a>平) .*$^",
    "SQL": "'; DROP TABLE entries; -- 习近平",
    "shell": "$(rm -rf ~) `id` | 习近平 > /dev/null; &&",
    "path": "../../etc/passwd 习近平 C:\\习近平",
    "spreadsheet": "=cmd|'/C calc'!A0 习近平",
    "template": "{{ 7*7 }} {% raw %} <%= 习近平 %> ${7*7} #{7*7}",
    **dict(_blocks()),
}


@pytest.mark.parametrize("label", NOISE)
def test_noise_holds_all_invariants(annotator, label):
    check(NOISE[label], annotator)


@pytest.mark.parametrize("label", NOISE)
def test_a_name_beside_noise_is_still_found(annotator, hanzi_only, label):
    text = f"{NOISE[label]}\n\nPresiden Xi Jinping (习近平) tiba.\n\n"
    for found in (annotator.annotate(text), hanzi_only.annotate(text)):
        mention = linked(found)[-1]
        assert (mention.surface, mention.latin.text) == (NAME, "Xi Jinping")
    check(text, hanzi_only)


MARKUP = {
    "script": "<script>alert(1)</script>习近平",
    "a tag around": "<b>习近平</b> <i>Xi Jinping</i> (习近平)",
    "a tag inside": "习<b>近</b>平",
    "the end of ruby": "Xi Jinping (习近平)</rt></ruby></a></span><img src=x onerror=alert(1)>",
    "a comment": "<!-- 习近平 --> Xi Jinping (习近平) <!--",
    "a comment that ends oddly": "--!> 习近平 <!-->",
    "CDATA": "<![CDATA[习近平]]> Xi Jinping (习近平) ]]>",
    "a doctype with entities": '<!DOCTYPE a [<!ENTITY x "习近平">]> &x; 习近平',
    "processing": "<?php echo '习近平'; ?> <?xml version='1.0'?> 习近平",
    "quotes": '"习近平" \'习近平\' " onmouseover="alert(1) 习近平',
    "an attribute": '<a href="javascript:alert(1)" title="习近平">习近平</a>',
    "an open tag": '<a title="习近平',
    "a broken tag": "<<<>>< a <习近平> </ 习近平",
    "references": "&lt;习近平&gt; &amp;amp; & &; &# &#x110000; &nosuch; 习近平",
    "Markdown": "*习近平* **习近平** [习近平](javascript:alert(1)) ![习近平](x) `习近平` # 习近平 > 习近平",
    "Markdown that breaks out": "]( 习近平 )[ \\](习近平) <javascript:alert(1)>",
    "wikitext": "[[习近平|Xi Jinping]] {{lang|zh|习近平}} '''习近平'''",
    "BBCode": "[url=javascript:alert(1)]习近平[/url]",
    "TeX": "\\input{习近平} $习近平$ \\write18{id} %习近平",
    "a line that ends a block": "习近平\r\n\r\n--boundary\r\nContent-Type: text/html\r\n\r\n<script>",
}


@pytest.mark.parametrize("label", MARKUP)
def test_markup_stays_text(annotator, hanzi_only, label):
    for one in (annotator, hanzi_only):
        check(MARKUP[label], one)
