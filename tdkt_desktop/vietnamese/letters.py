"""Points of an official text use the Vietnamese alphabet (đ after d, no f, j, w, z); parts use Roman numerals."""

_POINTS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def point_letter(i: int) -> str:
    """Return the letter of point i, counted from 0: a, b, c, d, đ; past y it goes on with aa, ab."""
    if i < 0:
        raise ValueError("Số thứ tự của điểm phải từ 0 trở lên.")
    before, last = divmod(i, len(_POINTS))
    return (point_letter(before - 1) if before else "") + _POINTS[last]


def roman(n: int) -> str:
    """Return n (from 1 to 3999) in Roman numerals; raise ValueError outside."""
    if not 1 <= n <= 3999:
        raise ValueError("Số La Mã chỉ viết được từ 1 đến 3999.")
    text = ""
    for size, letters in _ROMAN:
        times, n = divmod(n, size)
        text += letters * times
    return text
