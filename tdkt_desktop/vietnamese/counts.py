"""Counts of units and persons are padded in official text; the width follows the total."""

from collections.abc import Iterable


def padded(n: int, total: int | None = None) -> str:
    """Return n padded to at least two digits, and to the digits of `total` when given ("06", "006")."""
    return str(n).zfill(max(2, len(str(n if total is None else total))))


def ratio(n: int, total: int) -> str:
    """Return "05/06"; both sides share the width of the total."""
    return f"{padded(n, total)}/{padded(total, total)}"


def join_names(names: Iterable[str], sep: str = "; ") -> str:
    """Return the names that are not blank, joined by `sep`; a name that has the sign in it does not look like two."""
    sign = sep.strip()
    return sep.join(
        name.strip().replace(sign, ",") if sign == ";" else name.strip() for name in names if name.strip()
    )
