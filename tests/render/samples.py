"""Texts, entries and hostile words that the tests of renderers share."""

from hypothesis import strategies as st

from glossary.model import Entry, Evidence, LatinForm, Mention, Reading, Resolution

ARTICLE = (
    "# Kunjungan\n\nPresiden Tiongkok, Xi Jinping(习近平) menelepon Putin. Penulis Zhang Changhao (张长浩) tinggal di "
    "Beijing (北京市) & <b>Ouyang Xiu</b> (欧阳修).\n\n## Kedua\n\n"
    "Xi Jinping (習近平) dan roket 长征五号; 阿凡提·买买提 hadir.\r\n"
)
HOSTILE = (
    "</ruby></span><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "<!-- x -->",
    "--><img src=x>",
    "]]><![CDATA[x",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "`code`",
    "*_~|\\",
    "a\nb\r\nc\u2028d",
    "=cmd()",
    "\0",
    "\ud800",
    "&lt;",
    "\u202eabc",
    "www.jahat.example",
    "http://jahat.example/?a=1&b=2",
    "|sel|",
    "</script>",
    "<![CDATA[",
)

words = st.sampled_from(
    [
        "Xi Jinping (习近平)",
        "习近平",
        "习近平，",
        "《红楼梦》",
        "(",
        ")",
        "[",
        "](",
        "`",
        "``",
        "~~~\n",
        "```\n",
        "    ",
        "\n\n",
        "# ",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<",
        ">",
        "&",
        "&#20064;",
        "\r\n",
        "\r",
        "\0",
        "\ud800",
        "https://a.b/习",
        "[习近平](x)",
        "*",
        "_",
        "|",
        "---\n",
        "Zhang Changhao (张长浩)",
        "欧阳修",
        "阿凡提·买买提",
        "𠮷野",
        "\u200b",
        "[^g1]",
        "= x =",
        "北京市",
        " ",
    ]
)
texts = st.lists(st.one_of(words, st.text(max_size=4)), max_size=14).map("".join)


def hostile_mention(surface: str, start: int, word: str, url: str | None = None) -> Mention:
    """A mention all of whose words are hostile, as a user's glossary may have them."""
    entry = Entry(word or "x", "person", word, "习近平", word, word, url=url, aliases=(word,), wikidata=word)
    reading = Reading(word, ("xí", "jìn", "píng"), "entry")
    latin = LatinForm(0, len(word), word, "entry", word, word)
    return Mention(
        start, start + len(surface), surface, latin, Resolution("person", reading, entry, (entry,), (Evidence("alias", word),))
    )
