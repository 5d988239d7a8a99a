"""Minutes and receipts repeat amounts in words, so that a changed digit shows."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_TAIL = {1: "mốt", 4: "tư", 5: "lăm"}
LARGEST = 10**15


def in_words(n: int) -> str:
    """Return n in words ("một trăm linh năm"); raise ValueError beyond 10^15 either way."""
    if abs(n) > LARGEST:
        raise ValueError("Số quá lớn để viết bằng chữ. Kiểm tra lại số đã nhập.")
    if n < 0:
        return f"âm {_whole(-n)}"
    return _whole(n) if n else _DIGITS[0]


def _whole(n: int) -> str:
    billions, rest = divmod(n, 10**9)
    parts = [f"{_whole(billions)} tỷ"] if billions else []
    for size, name in ((10**6, " triệu"), (10**3, " nghìn"), (1, "")):
        group = rest // size % 1000
        if group:
            parts.append(_group(group, full=bool(parts)) + name)
    return " ".join(parts)


def _group(n: int, full: bool) -> str:
    """Return the words of 1..999; `full` says "không trăm" where a larger group stands before."""
    hundreds, rest = divmod(n, 100)
    if not (hundreds or full):
        return _tens(rest)
    head = f"{_DIGITS[hundreds]} trăm"
    if not rest:
        return head
    return f"{head} linh {_DIGITS[rest]}" if rest < 10 else f"{head} {_tens(rest)}"


def _tens(n: int) -> str:
    tens, ones = divmod(n, 10)
    if not tens:
        return _DIGITS[ones]
    if tens == 1:
        return "mười" + (f" {'lăm' if ones == 5 else _DIGITS[ones]}" if ones else "")
    return f"{_DIGITS[tens]} mươi" + (f" {_TAIL.get(ones, _DIGITS[ones])}" if ones else "")
