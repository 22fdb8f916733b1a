"""Which columns of a table look as if they held personal data: told by what stands in their cells. No words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from calculators.sheet_cell import folded

# So many rows are looked at, before anything is worked out.
LOOKED_AT = 2_000
IDENTITY, CARD, PHONE, PERSON = "identity", "card", "phone", "person"
_NAMED = ("姓名", "借款人", "联系人", "身份证", "手机", "电话", "卡号", "name of client", "borrower")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_CHINESE_NAME = re.compile(f"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_PHONE = re.compile(r"(?:\+?86)?1[3-9][0-9]{9}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_identity_number(text: str) -> bool:
    """18 places with a day of birth and the last place that GB 11643 works out from the others."""
    if not re.fullmatch(
        r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9x]", text
    ):
        return False
    summed = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return "10x98765432"[summed % 11] == text[-1]


def is_card_number(text: str) -> bool:
    """15 to 19 digits whose sum by Luhn's rule ends in 0."""
    if not re.fullmatch(r"[1-9][0-9]{14,18}", text):
        return False
    summed = 0
    for place, digit in enumerate(reversed(text)):
        value = int(digit) * (1 + place % 2)
        summed += value - 9 if value > 9 else value
    return summed % 10 == 0


def personal(heading: str, cells: Sequence[str]) -> str:
    """What the column looks like: an identity, card or phone number, a person's name; '' where it is none of them."""
    plain = [folded(cell).replace("-", "") for cell in cells]
    held = [cell for cell in plain if cell]
    for kind, looks_so in ((IDENTITY, is_identity_number), (CARD, is_card_number), (PHONE, _PHONE.fullmatch)):
        if any(map(looks_so, held)):
            return kind
    if any(folded(name) in folded(heading) for name in _NAMED):
        return PERSON
    names = sum(bool(_CHINESE_NAME.fullmatch(cell)) for cell in held)
    return PERSON if names and names * 2 > len(held) else ""
