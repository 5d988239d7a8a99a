"""Writing Vietnamese in the old encodings, from tables of their own: what the product reads is tested against these.

The two rows stand letter under letter, as public converters list them.
"""

from __future__ import annotations

_LETTERS = (
    "á à ả ã ạ ă ắ ằ ẳ ẵ ặ â ấ ầ ẩ ẫ ậ é è ẻ ẽ ẹ ê ế ề ể ễ ệ í ì ỉ ĩ ị "
    "ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ ơ ớ ờ ở ỡ ợ ú ù ủ ũ ụ ư ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ đ"
)
_SIGNS = (
    "¸ µ ¶ · ¹ ¨ ¾ » ¼ ½ Æ © Ê Ç È É Ë Ð Ì Î Ï Ñ ª Õ Ò Ó Ô Ö Ý × Ø Ü Þ "
    "ã ß á â ä « è å æ ç é ¬ í ê ë ì î ó ï ñ ò ô \u00ad ø õ ö ÷ ù ý ú û ü þ ®"
)
_PAIRS = (
    "aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä eù eø eû eõ eï eâ eá eà eå eã eä í ì æ ó ò "
    "où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î ñ"
)
LETTERS, TCVN3, VNI = _LETTERS.split(), _SIGNS.split(" "), _PAIRS.split()
TCVN3_CAPITALS = dict(zip("ĂÂĐÊÔƠƯ", "¡¢§£¤¥¦", strict=True))
_TCVN3 = dict(zip(LETTERS, TCVN3, strict=True)) | TCVN3_CAPITALS
_VNI = dict(zip(LETTERS, VNI, strict=True))
_VNI |= {letter.upper(): code.upper() for letter, code in list(_VNI.items())}


def in_tcvn3(text: str) -> str:
    """The text as .VnTime shows it right. Capital vowels with a tone have no sign there: they must not occur."""
    if missing := [letter for letter in text if letter.lower() in _TCVN3 and letter not in _TCVN3]:
        raise ValueError(f"no sign for {missing}")
    return "".join(_TCVN3.get(letter, letter) for letter in text)


def in_vni(text: str) -> str:
    """The text as VNI-Times shows it right."""
    return "".join(_VNI.get(letter, letter) for letter in text)
