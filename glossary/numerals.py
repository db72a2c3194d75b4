"""Hanzi that are numbers and dates, and what is counted: no names."""

from __future__ import annotations

from glossary import script
from glossary.script import lazy_pattern

MAX_NUMBER = 20  # Hanzi of a number that are looked at
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿億萬廿卅两兩年月日号號時时分秒点點第周週元块塊个個岁歲世纪紀初末上下半")
_NUMERAL_HEAD = frozenset("〇零一二三四五六七八九十百千万廿卅两兩第")
_ON_CHEQUES = frozenset("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟")  # how numbers are written where they must not be changed
# A number and a measure word: 五十万公斤, 第五次.
COUNTED = lazy_pattern(
    "[壹贰叁肆伍陆柒捌玖拾佰仟零万亿]{2,20}[元圆](?:[壹贰叁肆伍陆柒捌玖]角)?(?:[壹贰叁肆伍陆柒捌玖]分)?[整正]?|第?[〇零一二三四五六七八九十百千万亿两几]+[多余]?(?:(?:平方|立方)?(?:公里|千米|厘米|米|公尺)|公斤|千克|吨|亩|公顷|千瓦|美元|元|"
    "小时|分钟|分之|个百分点|[人次名个项艘架辆家所座位部集届岁天年倍页条件种章幅册期批场枚])"
)
_ERA_DATE = lazy_pattern(
    rf"[{script.HANZI_CLASS}]{{1,4}}[元〇零一二三四五六七八九十百廿卅]{{1,5}}年(?:[元正〇一二三四五六七八九十]{{1,3}}月.{{0,4}})?"
)


def begins_with_number(text: str, start: int, end: int) -> bool:
    """Tell whether a run, or its first Hanzi, are a number, also one whose digits stand before it: the 月 of 9月."""
    surface = text[start : min(end, start + MAX_NUMBER)]
    return is_number("一" + surface if start and text[start - 1].isdigit() else surface)


def is_number(surface: str) -> bool:
    """Tell whether a surface is a date, a number or what is counted: 二〇一八年, 第三, 光绪三十二年, 五十万公斤."""
    if surface[0] in _NUMERAL_HEAD and (_NUMERALS.issuperset(surface) or COUNTED.fullmatch(surface) is not None):
        return True
    if surface[0] in _ON_CHEQUES and COUNTED.fullmatch(script.simplify(surface)) is not None:
        return True
    return "年" in surface and _ERA_DATE.fullmatch(surface) is not None
