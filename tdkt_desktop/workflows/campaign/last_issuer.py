"""The issuer used last on this machine, for the next campaign that names none."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from tdkt_desktop.domain.campaign import Campaign, Issuer

FILE = "co-quan-ban-hanh.json"
log = logging.getLogger(__name__)


def remember(issuer: Issuer, folder: Path) -> None:
    """Keep an issuer for the next campaign on this machine."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(issuer), ensure_ascii=False, indent=1)
    (folder / FILE).write_text(text, encoding="utf-8")


def last_used(folder: Path) -> Issuer | None:
    """The issuer used last on this machine; None when there is none that can be read."""
    try:
        raw = json.loads((folder / FILE).read_text(encoding="utf-8"))
        said: dict[str, Any] = {}
        for field in fields(Issuer):
            value = raw.get(field.name, field.default)
            said[field.name] = tuple(map(str, value)) if field.default == () else str(value)
        return Issuer(**said)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, AttributeError, TypeError):
        log.info("the remembered issuer cannot be read", exc_info=True)
        return None


def with_last_used(campaign: Campaign, folder: Path) -> Campaign:
    """A new campaign that names no issuer takes the one used last."""
    issuer = last_used(folder) if campaign.issuer == Issuer() else None
    return replace(campaign, issuer=issuer) if issuer is not None else campaign
