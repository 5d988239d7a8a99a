"""A campaign on a PostgreSQL server as a person names it. Loads nothing of the server's library."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from tdkt_desktop.domain.errors import EnvironmentProblem

SCHEME = "postgresql+psycopg"
EXAMPLE = f"{SCHEME}://thuky@may-chu/tdkt"
PASSWORDS = "Mật khẩu đặt trong biến môi trường PGPASSWORD hoặc tệp .pgpass (Windows: pgpass.conf)."
PREFIX = "tdkt_"
_PLAIN = re.compile(r"[a-z0-9_-]{1,50}")
# what may stand after the question mark: how to get there, nothing that runs or reads anything on this machine
_ALLOWED = frozenset(("host", "port", "user", "dbname", "sslmode", "sslrootcert", "connect_timeout"))


@dataclass(frozen=True)
class ServerPlace:
    """A database on a server, and the id of a campaign in it (blank: the only one that is there)."""

    url: str
    campaign: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """What to connect with. Raises EnvironmentProblem for an address that is none, or that holds a password."""
        try:
            parts = urlsplit(self.url)
            port = parts.port
        except ValueError:
            raise _wrong_address() from None
        if parts.scheme not in (SCHEME, "postgresql") or parts.fragment:
            raise _wrong_address()
        found = dict(parse_qsl(parts.query, keep_blank_values=True))
        if parts.password is not None or "password" in found or "passfile" in found:
            raise EnvironmentProblem(
                "Địa chỉ máy chủ có ghi mật khẩu; người khác trên máy này đọc được câu lệnh.", PASSWORDS
            )
        if not found.keys() <= _ALLOWED:
            raise _wrong_address()
        named = {
            "user": unquote(parts.username or ""),
            "host": unquote(parts.hostname or ""),
            "port": str(port or ""),
            "dbname": unquote(parts.path.lstrip("/")),
        }
        found |= {key: value for key, value in named.items() if value}
        if not found.get("dbname") or not found.get("host"):  # never a place that nobody named
            raise _wrong_address()
        return found

    @property
    def shown(self) -> str:
        """The words for it in a message."""
        found = self.parameters
        return f"{found['dbname']} ({found['host']})"


def schema_of(campaign: str) -> str:
    """The schema that holds a campaign: a name of its own for each id."""
    if _PLAIN.fullmatch(campaign):
        return PREFIX + campaign
    return f"{PREFIX}{hashlib.sha256(campaign.encode()).hexdigest()[:40]}"


def _wrong_address() -> EnvironmentProblem:
    return EnvironmentProblem(
        "Địa chỉ máy chủ sau --store không đúng dạng.", f"Ví dụ: --store {EXAMPLE}. {PASSWORDS}"
    )
