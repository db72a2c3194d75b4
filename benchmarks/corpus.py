"""A seeded corpus of Indonesian news and glossaries of any size: a load for timing, not a test of accuracy.

    python benchmarks/corpus.py OUT_DIR [--articles 10000] [--aliases 5000,50000,500000] [--seed 1]

writes `articles.jsonl` ({"id", "title", "date", "text"}; about 4.3 kB and 0.7 % Hanzi each, a fifth without any),
`gold.jsonl` ({"id", "mentions": [[start, end, entry id | null], ...]}: every name that was put in, in code points) and, by
size, `entries_<N>.jsonl` (a user's glossary, as `glossary.load` takes it) and `gazetteer_<N>.tsv` (alias, entry id, kind,
script, hanzi, pinyin: the same names for other tools). Smaller glossaries are the first entries of the larger ones, and the
articles name entries of the smallest. Needs Python alone; the same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

SURNAMES = """
习xí 李lǐ 王wáng 张zhāng 刘liú 陈chén 杨yáng 赵zhào 黄huáng 周zhōu 吴wú 徐xú 孙sūn 胡hú 朱zhū 高gāo 林lín 何hé 郭guō
马mǎ 罗luó 梁liáng 宋sòng 郑zhèng 谢xiè 韩hán 唐táng 冯féng 于yú 董dǒng 萧xiāo 程chéng 曹cáo 袁yuán 邓dèng 许xǔ 傅fù
沈shěn 曾zēng 彭péng 吕lǚ 苏sū 卢lú 蒋jiǎng 蔡cài 贾jiǎ 丁dīng 魏wèi 薛xuē 叶yè 阎yán 余yú 潘pān 杜dù 戴dài 夏xià
钟zhōng 汪wāng 田tián 任rén 姜jiāng 范fàn 方fāng 石shí 姚yáo 谭tán 廖liào 邹zōu 熊xióng 金jīn 陆lù 郝hǎo 孔kǒng 白bái
崔cuī 康kāng 毛máo 邱qiū 秦qín 江jiāng 史shǐ 顾gù 侯hóu 邵shào 孟mèng 龙lóng 万wàn 段duàn 钱qián 汤tāng 尹yǐn 黎lí 易yì
常cháng 武wǔ 乔qiáo 贺hè 赖lài 龚gōng 文wén 欧阳ōuyáng 司马sīmǎ 诸葛zhūgě 上官shàngguān
"""
GIVEN = """
近jìn 平píng 克kè 强qiáng 伟wěi 芳fāng 娜nà 敏mǐn 静jìng 丽lì 军jūn 洋yáng 勇yǒng 艳yàn 杰jié 娟juān 涛tāo 明míng
超chāo 兰lán 霞xiá 刚gāng 鹏péng 飞fēi 玉yù 华huá 建jiàn 国guó 文wén 志zhì 红hóng 春chūn 海hǎi 晓xiǎo 东dōng 云yún
永yǒng 德dé 福fú 祥xiáng 光guāng 辉huī 庆qìng 新xīn 宁níng 波bō 斌bīn 宇yǔ 浩hào 凯kǎi 健jiàn 俊jùn 帆fān 雪xuě 梅méi
琳lín 莹yíng 婷tíng 慧huì 欣xīn 怡yí 佳jiā 思sī 雨yǔ 子zǐ 涵hán 梓zǐ 轩xuān 博bó 睿ruì 瑞ruì 泽zé 毅yì 远yuǎn 山shān
川chuān 河hé 湖hú 天tiān 龙lóng 虎hǔ 凤fèng 英yīng 雄xióng 武wǔ 振zhèn 兴xīng 旺wàng 昌chāng 盛shèng 荣róng 富fù 贵guì
金jīn 银yín 宝bǎo 珍zhēn 珠zhū 学xué 义yì 礼lǐ 智zhì 信xìn 忠zhōng 孝xiào 仁rén 和hé 安ān 康kāng 乐lè 秋qiū 冬dōng
松sōng 柏bǎi 竹zhú 菊jú 荷hé 莲lián 桂guì 桃táo 杏xìng 柳liǔ 燕yàn 鹤hè 鸿hóng 雁yàn 一yī 正zhèng 立lì 成chéng 达dá
长cháng 大dà 小xiǎo 中zhōng 民mín 生shēng 世shì 家jiā 元yuán 亮liàng 星xīng 月yuè 阳yáng 晨chén 朝cháo 旭xù 昊hào
乾qián 坤kūn 恩ēn 宗zōng 泉quán 洪hóng 润rùn 清qīng 源yuán 沛pèi 江jiāng 南nán 北běi 西xī 京jīng 书shū 画huà 诗shī
琴qín 棋qí 墨mò
"""
CITIES = """
北京 Běijīng|上海 Shànghǎi|广州 Guǎngzhōu|深圳 Shēnzhèn|天津 Tiānjīn|重庆 Chóngqìng|成都 Chéngdū|武汉 Wǔhàn|南京 Nánjīng
杭州 Hángzhōu|苏州 Sūzhōu|青岛 Qīngdǎo|大连 Dàlián|厦门 Xiàmén|福州 Fúzhōu|泉州 Quánzhōu|宁波 Níngbō|济南 Jǐnán
郑州 Zhèngzhōu|长沙 Chángshā|合肥 Héféi|南昌 Nánchāng|昆明 Kūnmíng|贵阳 Guìyáng|南宁 Nánníng|海口 Hǎikǒu|兰州 Lánzhōu
银川 Yínchuān|西宁 Xīníng|长春 Chángchūn|沈阳 Shěnyáng|太原 Tàiyuán|珠海 Zhūhǎi|东莞 Dōngguǎn|佛山 Fóshān|无锡 Wúxī
温州 Wēnzhōu|洛阳 Luòyáng|开封 Kāifēng|桂林 Guìlín|湖北 Húběi|湖南 Húnán|广东 Guǎngdōng|福建 Fújiàn|浙江 Zhèjiāng
江苏 Jiāngsū|山东 Shāndōng|四川 Sìchuān|云南 Yúnnán|贵州 Guìzhōu|海南 Hǎinán|江西 Jiāngxī|安徽 Ānhuī|河南 Hénán
""".strip()
INSTITUTIONS = """
大学 Dàxué Universitas|师范大学 Shīfàn Dàxué Universitas Keguruan|理工大学 Lǐgōng Dàxué Universitas Teknologi
银行 Yínháng Bank|日报 Rìbào Harian|晚报 Wǎnbào Harian Sore|电视台 Diànshìtái Televisi|博物馆 Bówùguǎn Museum
图书馆 Túshūguǎn Perpustakaan|机场 Jīchǎng Bandara|地铁 Dìtiě Metro|商会 Shānghuì Kamar Dagang|海关 Hǎiguān Bea Cukai
科学院 Kēxuéyuàn Akademi Ilmu Pengetahuan|航空公司 Hángkōng Gōngsī Maskapai|汽车公司 Qìchē Gōngsī Perusahaan Mobil
能源公司 Néngyuán Gōngsī Perusahaan Energi|建筑集团 Jiànzhù Jítuán Grup Konstruksi|统计局 Tǒngjìjú Biro Statistik
人民法院 Rénmín Fǎyuàn Pengadilan Rakyat|证券交易所 Zhèngquàn Jiāoyìsuǒ Bursa Efek|电影集团 Diànyǐng Jítuán Grup Film
""".strip()
WORDS_OUTSIDE = """
春节 元宵节 功夫 火锅 豆腐 加油 你好 谢谢 恭喜发财 中秋节 旗袍 太极拳 书法 京剧 麻将 微博 直播 月饼
饺子 高铁 人民币 农历
""".split()
FUNCTION_WORDS = """
yang dan di dengan untuk pada ini itu dari dalam tidak akan juga oleh telah sebagai ke bahwa karena atau sudah dapat bisa ada
saat para serta lebih setelah hingga antara menjadi secara namun seperti lain sejumlah masih tersebut bagi hanya belum ketika
selama terhadap sebuah melalui tetapi maupun agar sementara tentang atas pun lagi sangat
""".split()
ROOTS = """
kerja ekonomi negara pemerintah presiden menteri luar negeri rakyat dunia dagang investasi sehat vaksin pandemi industri
teknologi pasar harga produk ekspor impor usaha bank uang dolar yuan rupiah saham bursa pelabuhan kereta cepat jalan bangun
proyek dana pinjam utang kota provinsi desa sungai laut kapal pulau wilayah batas tentara aman damai perang sanksi tarif
dukung bantu kirim terima tolak setuju sepakat tangan kunjung temu bicara kata ujar ungkap jelas lapor tulis baca dengar lihat
film musik lagu aktor budaya bahasa sekolah mahasiswa guru ajar didik latih riset ilmu satelit roket bulan bintang langit bumi
iklim hujan banjir gempa korban selamat rumah sakit dokter obat rawat hidup lahir anak ibu ayah keluarga makan minum masak
resep teh kopi mi daging ikan sayur buah toko beli jual bayar pesan antar aplikasi ponsel internet situs data awan mobil
listrik baterai energi minyak gas angin nuklir hijau emisi karbon hutan satwa panda gajah taman wisata hotel bandara pesawat
terbang tiket visa tamu libur festival lampion naga tari olahraga tim latih main juara medali emas kalah menang polisi hakim
hukum sidang partai pemilu suara undang atur rencana target tumbuh naik turun tingkat persen juta miliar besar kecil tinggi
rendah panjang cepat lambat kuat kaya muda tua lama indah bersih panas timur barat utara selatan tengah dekat jauh depan
utama penting khusus umum resmi sosial politik sejarah modern digital global nasional daerah sama mitra kawasan forum
""".split()
PREFIXES = ("", "", "", "", "me", "di", "ber", "ter", "pe", "se", "ke")
SUFFIXES = ("", "", "", "", "", "nya", "kan", "an", "i")
PROPER = """
Indonesia Jakarta Tiongkok Beijing Jokowi Surabaya Bandung Medan Amerika Rusia Putin Moskow Jepang Tokyo Korea Washington
ASEAN PBB WHO Natuna Bali Makassar Singapura Malaysia Taiwan Eropa Batam Sulawesi Kalimantan Prabowo Kompas Reuters Olimpiade
""".split()
TITLES = """
Presiden Tiongkok|Menteri Luar Negeri Tiongkok|juru bicara|Perdana Menteri|pengusaha|aktor|penyanyi|pakar|profesor|duta besar
pemain bulu tangkis|wali kota|peneliti|direktur|ketua|jenderal|astronaut|sutradara|pendiri
""".strip()
VERBS = """
mengatakan menyatakan menegaskan menambahkan menjelaskan menyebut melaporkan mengungkapkan menilai mengunjungi
menolak
""".split()


class Name(NamedTuple):
    """One thing of the glossary and every form it answers to; `hans` and `name` are the headwords."""

    id: str | None
    kind: str
    hans: str
    name: str
    pinyin: str
    aliases: tuple[str, ...] = ()

    def rows(self) -> list[tuple[str, ...]]:
        forms = dict.fromkeys((self.hans, self.name, *self.aliases))
        script = ["hanzi" if form >= "\u2e80" else "latin" for form in forms]
        return [(form, str(self.id), self.kind, how, self.hans, self.pinyin) for form, how in zip(forms, script, strict=True)]


def plain(pinyin: str) -> str:
    """Pinyin without its marks, as newspapers print it; ü becomes u."""
    return "".join(c for c in unicodedata.normalize("NFD", pinyin) if not unicodedata.combining(c))


def table(text: str) -> list[list[str]]:
    return [row.split(" ") for line in text.split("\n") for row in line.split("|") if row]


def syllables(text: str) -> list[tuple[str, str]]:
    """'习xí' -> ('习', 'xí')."""
    cuts = [(item, sum(c >= "\u2e80" for c in item)) for item in text.split()]
    return [(item[:cut], item[cut:]) for item, cut in cuts]


SURNAME_LIST, GIVEN_LIST = syllables(SURNAMES), syllables(GIVEN)


def close_up(first: str, second: str) -> str:
    """Join two syllables of a given name: Jiàn + ān -> Jiàn'ān."""
    return first.capitalize() + ("'" if second and plain(second)[0] in "aeo" else "") + second


def person(rng: random.Random, id: str | None) -> Name:
    (surname, surname_pinyin), (one, one_pinyin) = rng.choice(SURNAME_LIST), rng.choice(GIVEN_LIST)
    two, two_pinyin = rng.choice(GIVEN_LIST) if rng.random() < 0.82 else ("", "")
    pinyin = f"{surname_pinyin.capitalize()} {close_up(one_pinyin, two_pinyin)}"
    family = plain(surname_pinyin).capitalize()
    hyphenated = plain(one_pinyin).capitalize() + (f"-{plain(two_pinyin)}" if two else "")
    draw = rng.random()
    alias = (f"{hyphenated} {family}",) if draw < 0.2 else (f"{family} {hyphenated}",) if draw < 0.3 and two else ()
    return Name(id, "person", surname + one + two, plain(pinyin), pinyin, alias)


def institutions(rng: random.Random) -> Iterator[Name]:
    """Every institution of every city, then those that carry a founder's name, in seeded order."""
    both = list(itertools.product(table(CITIES), table(INSTITUTIONS)))
    rng.shuffle(both)
    for (city, city_pinyin), (hans, *words) in both:
        pinyin = [word for word in words if not word.isascii()]
        title = " ".join(word for word in words if word.isascii())
        yield Name(None, "organization", city + hans, f"{title} {plain(city_pinyin)}", " ".join([city_pinyin, *pinyin]))


def names(count: int, rng: random.Random) -> list[Name]:
    """Names until their forms are `count` or just more: one in four an institution while there are any."""
    found: list[Name] = []
    seen: set[str] = set()
    rest = institutions(rng)
    forms = 0
    while forms < count:
        name = (next(rest, None) if rng.random() < 0.25 else None) or person(rng, None)
        if name.hans not in seen:
            seen.add(name.hans)
            found.append(name._replace(id=f"e{len(found) + 1:06d}"))
            forms += len(found[-1].rows())
    return found


class Text:
    """An article in the making, with the place of every name in it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.mentions: list[tuple[int, int, str | None]] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def mention(self, text: str, id: str | None) -> None:
        self.mentions.append((self.length, self.length + len(text), id))
        self.add(text)


class Writer:
    """Writes articles: a vocabulary by Zipf's law, a small cast for each article, brackets as portals print them."""

    def __init__(self, cast: list[Name], seed: int) -> None:
        self.rng = rng = random.Random(seed)
        derived = sorted({rng.choice(PREFIXES) + root + rng.choice(SUFFIXES) for root in ROOTS for _ in range(12)})
        rng.shuffle(derived)
        self.words = FUNCTION_WORDS + derived
        self.weights = list(itertools.accumulate((rank + 8) ** -0.9 for rank in range(len(self.words))))
        self.cast = cast
        self.cast_weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(cast))))
        self.titles = [" ".join(title) for title in table(TITLES)]

    def clause(self, few: int, many: int) -> str:
        words = self.rng.choices(self.words, cum_weights=self.weights, k=self.rng.randint(few, many))
        return " ".join(self.rng.choice(PROPER) if self.rng.random() < 0.035 else word for word in words)

    def name(self, text: Text, name: Name, with_hanzi: bool) -> None:
        rng = self.rng
        if rng.random() < 0.15:  # someone whom no glossary holds
            name = person(rng, None)
            name = name._replace(hans=name.hans[:-1] + rng.choice("峯堃珺骞"), name=name.name + "x")
        if name.kind == "person" and rng.random() < 0.5:
            text.add(rng.choice(self.titles) + (", " if rng.random() < 0.2 else " "))
        text.mention(name.name, name.id)
        if with_hanzi and rng.random() < 0.72:
            before, after = rng.choices(((" (", ") "), ("(", ") "), (" (", ")"), (" （", "） ")), (80, 8, 7, 5))[0]
            text.add(before)
            text.mention(name.hans, name.id)
            text.add(after)
        else:
            text.add(" ")

    def sentence(self, text: Text, cast: list[Name], with_hanzi: bool) -> None:
        rng = self.rng
        draw = rng.random()
        if draw < 0.33:
            self.name(text, rng.choice(cast), with_hanzi)
            text.add(f"{rng.choice(VERBS)} {self.clause(6, 16)}")
        elif draw < 0.42:
            text.add(f"“{self.clause(8, 20).capitalize()},” ujar ")
            self.name(text, rng.choice(cast), with_hanzi)
        elif draw < 0.5:
            text.add(
                f"{self.clause(5, 12).capitalize()} pada Selasa ({rng.randint(1, 28)}/{rng.randint(1, 12)}) {self.clause(5, 5)}"
            )
        elif draw < 0.56 and with_hanzi:
            before, after = rng.choices((("(", ")"), ("‘", "’"), ("《", "》")), (70, 15, 15))[0]
            text.add(f"{self.clause(4, 9).capitalize()} {before}")
            text.mention(rng.choice(WORDS_OUTSIDE), None)
            text.add(f"{after} {self.clause(5, 5)}")
        else:
            clause = self.clause(9, 24)
            text.add(clause[0].upper() + clause[1:] + (", " + self.clause(5, 12) if rng.random() < 0.3 else ""))
        text.add(". ")

    def article(self, number: int) -> tuple[dict[str, object], dict[str, object]]:
        rng = self.rng
        text, with_hanzi, target = Text(), rng.random() >= 0.2, rng.randint(3100, 4780)
        cast = rng.choices(self.cast, cum_weights=self.cast_weights, k=rng.randint(2, 7))
        while text.length < target:
            for _ in range(rng.randint(2, 5)):
                self.sentence(text, cast, with_hanzi)
            text.add("\n\n")
        whole, id = "".join(text.parts), f"a{number:06d}"
        date = f"2020-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        return {"id": id, "title": whole[:60], "date": date, "text": whole}, {"id": id, "mentions": text.mentions}


def write_lines(path: Path, rows: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(row + "\n" for row in rows)


def write(folder: Path, articles: int, aliases: list[int], seed: int) -> dict[str, float]:
    """Write the whole corpus; returns what it came to."""
    folder.mkdir(parents=True, exist_ok=True)
    largest = names(max(aliases), random.Random(seed))
    ends = list(itertools.accumulate(len(name.rows()) for name in largest))
    for count in sorted(aliases):
        part = largest[: next(place for place, end in enumerate(ends, 1) if end >= count)]
        write_lines(folder / f"entries_{count}.jsonl", (json.dumps(name._asdict(), ensure_ascii=False) for name in part))
        rows = ["alias\tentry_id\tkind\tscript\thanzi\tpinyin", *("\t".join(row) for name in part for row in name.rows())]
        write_lines(folder / f"gazetteer_{count}.tsv", rows)
        if count == min(aliases):
            cast = part
    writer = Writer(cast, seed + 1)
    code_points = size = hanzi = 0
    with (
        (folder / "articles.jsonl").open("w", encoding="utf-8", newline="\n") as text_file,
        (folder / "gold.jsonl").open("w", encoding="utf-8", newline="\n") as gold_file,
    ):
        for number in range(articles):
            article, gold = writer.article(number)
            text = str(article["text"])
            code_points, size = code_points + len(text), size + len(text.encode())
            hanzi += sum("\u3400" <= c <= "\u9fff" for c in text)
            text_file.write(json.dumps(article, ensure_ascii=False) + "\n")
            gold_file.write(json.dumps(gold) + "\n")
    return {"articles": articles, "megabytes": round(size / 1e6, 2), "hanzi_percent": round(100 * hanzi / max(1, code_points), 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--aliases", default="5000,50000,500000", help="sizes of the glossaries, with commas between")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    aliases = [int(count) for count in options.aliases.split(",")]
    print(json.dumps(write(options.folder, options.articles, aliases, options.seed)), file=sys.stderr)


if __name__ == "__main__":
    main()
