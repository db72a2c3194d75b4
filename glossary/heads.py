"""The Hanzi at the end of a name that tell its kind: 大学 an organisation, 省 a place, 战争 an event."""

from __future__ import annotations

_ORGANIZATION_ENDS = (
    "大学 学院 研究院 研究所 研究中心 科学院 工程院 中学 小学 学校 幼儿园 医院 公司 集团 银行 基金会 基金 "
    "委员会 协会 学会 商会 联合会 联合总会 总会 同乡会 宗亲会 公会 工会 联盟 外交部 国防部 商务部 财政部 "
    "教育部 公安部 司法部 卫生部 农业部 文化部 交通部 宣传部 组织部 统战部 部 局 厅 署 法院 检察院 大使馆 "
    "总领事馆 领事馆 使馆 政府 人大 政协 党 共产党 国民党 电视台 电台 日报 晚报 报社 时报 周刊 杂志 通讯社 "
    "出版社 新闻社 俱乐部 球队 队 军 部队 舰队 战区 军区 乐队 乐团 剧团 剧院 合唱团 舞蹈团 歌舞团 艺术团 剧场 剧社 戏班 马戏团 交易所 证券 期货 保险 航空 "
    "汽车 科技 拍卖 海关 资本 工作室 事务所 研究会 促进会 联谊会 校友会 书院 制药 能源 钢铁 地产 置业 物流 影视 娱乐 半导体 控股 实业 影业 药业 矿业 光伏 化工 重工 电气 电器 新材料 锂业 钴业 铝业 铜业 纸业 乳业 酒业 创投 信托 理事会 董事会 秘书处 办公室 指挥部 总局 总署 中心 组织 论坛 出版集团 传媒 "
    "网 社 馆 会 同盟 会馆 公所 药店 书店 商店 餐厅 百货 堂"
).split()
_PLACE_ENDS = (
    "客栈 旅馆 宾馆 旅社 旅店 民宿 招待所 度假村 酒楼 茶馆 茶楼 饭馆 苑 邨 石窟 瀑布 温泉 古道 祠堂 牌坊 城墙 城门 梯田 林场 农场 牧场 渔村 土楼 老城 新城 小镇 步行街 崖 洞 窟 瀑 谷 沟 寨 堡 屯 庄 坪 坝 塘 潭 泉 楼 阁 亭 关 巷 植物园 动物园 游乐园 度假区 景区 产业园 科技园 工业园 保护区 湿地 水库 电站 码头 夜市 古城 古镇 老街 大街 新村 大会堂 礼堂 教堂 省 市 县 区 州 盟 旗 镇 乡 村 街 路 大道 胡同 里弄 自治区 自治州 自治县 特别行政区 开发区 新区 江 "
    "河 湖 海 海峡 湾 山 山脉 岭 峰 岛 群岛 半岛 礁 滩 沙漠 草原 平原 高原 盆地 峡谷 港 机场 火车站 "
    "车站 站 大桥 桥 隧道 广场 公园 宫 殿 寺 庙 观 塔 陵 长城 故居 遗址 博物院 博物馆 纪念馆 图书馆 "
    "美术馆 体育场 体育馆 大厦 饭店 酒店 国 共和国 王国"
).split()
_EVENT_ENDS = (
    "大运会 冬奥会 残奥会 全运会 残运会 博会 交会 贸会 电影节 电影展 音乐节 艺术节 马拉松 公开赛 大奖赛 大师赛 世锦赛 联赛 交易会 洽谈会 双年展 事变 全会 战争 战役 之战 事件 运动 革命 起义 会议 大会 地震 惨案 屠杀 之乱 峰会 奥运会 亚运会 世博会 博览会 政变 水灾 洪灾 空难 疫情 庆典 比赛 锦标赛 杯 晚会 音乐会 演唱会 聚会 庙会 展览会 运动会 年会 大火 火灾 爆炸"
).split()
_CONCEPT_ENDS = (
    "考试 疗法 学说 糕 酥 糖 粽 丸 烫 羹 锅 馍 粉 粿 煲 串 鸡 鸭 红旗 国旗 党旗 军旗 主义 思想 精神 政策 制度 战略 倡议 理论 宣言 公报 共识 条约 协定 法 条例 宪法 规划 纲要 原则 方针 文化 语 话 族 教 节 功 拳 茶 饼 "
    "面 饭 汤 菜 酒 粥 饺 包子 豆腐 理念 观 舞 戏 剧种 字 体制 机制 关系 经济"
).split()
_TITLE_ENDS = (
    "主席 总理 部长 书记 总书记 省长 市长 委员长 司令 司令员 上将 中将 少将 大将 元帅 大使 总领事 领事 发言人 院长 局长 厅长 县长 区长 "
    "总统 首相 行长 校长 董事长 总经理 总裁 主任 秘书长 教授 院士 特首 行政长官 国务委员 外长 防长 委员 代表 政委 参谋长 社长 台长 会长 知县 知府 知州 尚书 侍郎 御史 巡抚 总督 都督 刺史 太守 丞相 宰相 节度使 大学士 提督 县令 甲必丹 举人 进士 秀才 状元 翰林 贡生 探花 榜眼"
).split()
_WORK_ENDS = "连续剧 进行曲 协奏曲 交响曲 组曲 序 经 帖 谣 颂 兵法 演义 传奇 本纪 列传 诗集 全集 词典 字典 史记 诗经 曲 图 赋 记 传 梦 志 录 之歌".split()
_PROJECT_ENDS = "工程 地铁 号 坦克 导弹 军舰 潜艇 无人机 直升机 机器人 计划 卫星 火箭 航母 高铁 铁路 探测器 飞船 空间站 望远镜 客机 战机".split()

_PERSON_ENDS = "太后 皇帝 皇后 大帝 上帝 公主 佛 菩萨 娘娘 正神 圣母 帝君 夫人 天尊 真人 圣王 元帅爷 老爷 贵妃 法师 大师 禅师 上人 道长 和尚 先生 女士 太子 灶君 星君".split()

_KINDS = (
    ("person", _PERSON_ENDS),
    ("organization", _ORGANIZATION_ENDS),
    ("place", _PLACE_ENDS),
    ("event", _EVENT_ENDS),
    ("concept", _CONCEPT_ENDS),
    ("title", _TITLE_ENDS),
    ("work", _WORK_ENDS),
    ("project", _PROJECT_ENDS),
)
_BY_LAST: dict[str, list[tuple[str, str]]] = {}
for _kind, _ends in _KINDS:
    for _end in _ends:
        _BY_LAST.setdefault(_end[-1], []).append((_end, _kind))
for _found in _BY_LAST.values():
    _found.sort(key=lambda pair: -len(pair[0]))


# One-Hanzi head words that also end given names: 周建国, 陈海.
ENDS_OF_GIVEN_NAMES = frozenset("泉亭谷塘潭堡关庄楼阁国海峰江山河岭湖洲州原林森涛港网堂会社")
# Hanzi that end the names of places of two or three Hanzi.
ENDS_OF_PLACES = frozenset("州海京川江山安阳南北东西门岛港津林宁波庆都昌沙城原锡圳莞徽湾关口溪泉桥浦洲汉乡台埔源陵坡湖河平")
# Hanzi that transcribe foreign names.
TRANSCRIBING = frozenset(
    "阿埃艾爱安奥巴芭白班邦贝本比彼别宾波伯勃博卜布查达戴丹当德登狄迪蒂丁杜顿多俄厄恩尔法凡范菲费芬弗佛夫福盖冈戈格根古哈海汉汗豪赫黑亨胡华霍基吉加贾杰金卡凯坎康考科克肯库夸拉莱兰朗劳"
    "勒雷里利莉列林琳龙卢鲁伦罗洛吕马玛麦曼梅门蒙米密敏莫姆默穆纳娜南内尼妮宁诺欧帕潘佩彭皮普齐奇乔琼热瑞若萨塞赛桑沙山珊尚舍什圣史士斯丝苏索塔泰坦特提图托瓦万威维韦魏沃乌武西希锡夏谢辛"
    "休雅亚扬耶叶伊因英尤约泽扎詹珍朱兹佐茨森逊汀川朔"
)


def head_of(hanzi: str) -> tuple[str, str] | None:
    """The head word at the end of a name and the kind it gives; one Hanzi counts only behind two others.

    >>> head_of("同济大学"), head_of("福建省"), head_of("王毅")
    (('大学', 'organization'), ('省', 'place'), None)
    """
    for end, kind in _BY_LAST.get(hanzi[-1:], ()):
        if hanzi.endswith(end) and (
            len(hanzi) > len(end) + (len(end) == 1) or (kind == "title" and hanzi == end and len(end) > 1)
        ):
            return end, kind
    return None


def name_ends(hanzi: str) -> tuple[str, str] | None:
    """As `head_of`, but only head words that make a name within a run: those of two Hanzi, of institutions and of places."""
    found = head_of(hanzi)
    if found is None or (len(found[0]) == 1 and found[1] not in ("organization", "place")):
        return None
    return found
