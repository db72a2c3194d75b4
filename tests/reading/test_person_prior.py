"""How likely Hanzi alone are a person's name: what the odds of characters add to surname and dictionary."""

import pytest

PEOPLE = "王晓明 李建华 张丽萍 陈嘉豪 刘思远 赵文斌 吴雨桐 周子涵 徐海燕 孙志鹏 马丽娜 林语嫣 何家劲 高明远 罗永浩".split()
SHORT = "李娜 王伟 张敏 刘洋 陈静 杨帆 赵磊 黄勇 吴昊 周涛".split()
WORDS = "谢谢你 农场主 商用车 麻辣酱 海景房 颜料盒 水球赛 无雨天 任何人 许多年 储藏量 传信鸽 冷冷的 相互间".split()
DYNASTIES = "明清 唐宋 隋唐 秦汉 南唐 后周 东魏".split()


@pytest.mark.parametrize("hanzi", PEOPLE + SHORT)
def test_names_are_likely(tables, hanzi):
    assert tables.person_prior(hanzi) >= 0.5


@pytest.mark.parametrize("hanzi", WORDS + DYNASTIES)
def test_words_that_begin_with_a_surname_are_not(tables, hanzi):
    assert tables.person_prior(hanzi) < 0.5


def test_the_odds_decide_where_the_surname_cannot(tables):
    odds = tables.name_odds
    assert all(len(row) == 5 for row in odds.values())
    assert odds["晓"][3] > 1 > 0 > odds["场"][3]
