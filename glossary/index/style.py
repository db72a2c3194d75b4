"""The house styles of Indonesian names: 'tiongkok' (Keppres 12/2014) and 'china' (Antara, detik, Kompas).

Entries are written in the 'tiongkok' style; the other is derived, name and abbreviation together.
"""

from __future__ import annotations

from typing import Any

from glossary.errors import seen
from glossary.script import lazy_pattern

PROFILES = ("tiongkok", "china")
_PAIRS = (("Tiongkok", "China"), ("TIONGKOK", "CHINA"), ("RRT", "RRC"), ("PKT", "PKC"))
_TO_CHINA = dict(_PAIRS)
_TO_TIONGKOK = {china: tiongkok for tiongkok, china in _PAIRS}

# What no style changes: quotations, addresses, and names that are spelled so whatever the house writes.
_QUOTED = '“[^“”]{0,2000}”|"[^"]{0,2000}"|«[^«»]{0,2000}»|‘[^‘’]{0,400}’(?!\\w)'
_ADDRESS = r"\b(?:https?://|www\.)\S+|\b[\w.-]{1,64}@[\w.-]+|\b[\w-]{1,63}\.(?:com|cn|org|net|id)\b"
_BEFORE = "of|and|the|in|for|with|Great|Greater|New|South|North|East|One|Air"
_AFTER = (
    "Airlines?|Arts|Association|Beat|Coast|Communist|Construction|Daily|Development|Digest|Duty|Eastern|Energy|Everbright|"
    "Evergrande|Express|Foreign|Foundation|General|Global|Government|Grand|Initiative|Institute|International|Investment|"
    "Labour|Life|Literature|Media Group|Merchants|Minmetals|Minsheng|Mobile|Molybdenum|Morning|National|News|Oil|Overseas|"
    "Pacific|People|Petroleum|Plus|Post|Power|Press|Railway|Resources|Road|Securities|Services?|Shipbuilding|Society|Southern|"
    "State|Taiping|Telecom|Three|Times|Today|Tourism|Tower|Trade|Unicom|UnionPay|University|Vanke|Watch|Weekly|Youth|Yangtze"
)
_REGISTERED = "Kadin Indonesia Komite Tiongkok"  # bodies that registered their Indonesian name, abbreviation (KIKT) and all
_FIXED = rf"\b(?:{_REGISTERED})\b|\b(?:{_BEFORE}) China(?: [A-Z]\w+)*|\bChina(?:'s| (?:{_AFTER})\b)(?: [A-Z]\w+)*"
_WORD = lazy_pattern(
    f"(?P<kept>{_QUOTED}|{_ADDRESS}|{_FIXED})|" r"(?<!\w)(?P<word>Tiongkok|TIONGKOK|China|CHINA|RRT|RRC|PKT|PKC)(?!\w)"
)


def check_profile(profile: str) -> str:
    """Return the profile unchanged, or raise a `ValueError` that names it."""
    if profile not in PROFILES:
        raise ValueError(f"unknown profile {seen(profile)}; write one of {', '.join(PROFILES)}")
    return profile


def house_style(text: str, profile: str) -> str:
    """Write Indonesian text in a house style: the name of the state and the abbreviations that follow from it.

    Quotations, addresses and proper names (Bank of China, Bahasa Cina) stay as they are. Applied twice it changes nothing more.

    Raises:
        ValueError: an unknown profile.

    >>> house_style("Partai Komunis Tiongkok (PKT) di RRT", "china")
    'Partai Komunis China (PKC) di RRC'
    >>> house_style("PKC dan Bank of China: “China kuat”", "tiongkok")
    'PKT dan Bank of China: “China kuat”'
    """
    table = _TO_CHINA if check_profile(profile) == "china" else _TO_TIONGKOK
    if not any(word in text for word in table):
        return text
    return _WORD.sub(lambda match: match[0] if match["kept"] else table.get(match["word"], match["word"]), text)


def restyle(fields: dict[str, Any], profile: str) -> None:
    """Write name, aliases and description of one entry's fields in a house style, in place; roles are the caller's.

    What was curated stays among the aliases, so that the entry answers to all its forms. The name of a work is its published
    title, and stays.

    >>> fields = {"kind": "organization", "name": "Partai Komunis Tiongkok", "aliases": ["PKT"]}
    >>> restyle(fields, "china")
    >>> fields["name"], fields["aliases"]
    ('Partai Komunis China', ['PKC', 'Partai Komunis Tiongkok', 'PKT'])
    """
    if fields.get("description"):
        fields["description"] = house_style(fields["description"], profile)
    if fields.get("kind") == "work" or "name" not in fields:
        return
    curated = [fields["name"], *fields.get("aliases", ())]
    styled = [house_style(form, profile) for form in curated]
    if styled != curated:
        fields["name"] = styled[0]
        fields["aliases"] = [form for form in dict.fromkeys((*styled[1:], *curated)) if form != styled[0]]
