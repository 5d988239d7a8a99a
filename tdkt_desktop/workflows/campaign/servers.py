"""Campaigns on a PostgreSQL server: naming one, putting a file there, bringing one back as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tdkt_desktop.exchange.package.whole import glance
from tdkt_desktop.storage.opening import open_store
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows.session import CampaignSession

__all__ = ["ServerPlace", "bring_from_server", "place_for", "send_to_server", "server_place"]


def server_place(url: str, campaign: str = "") -> ServerPlace:
    """A campaign on a server by what a person typed; nothing is looked for yet. Raises EnvironmentProblem."""
    place = ServerPlace(url, campaign)
    _ = place.parameters  # a wrong address is told before anything else
    return place


def place_for(place: ServerPlace, files: Sequence[Path]) -> ServerPlace:
    """The campaign that packages are for, where none was named: they say so themselves."""
    if place.campaign or not files:
        return place
    return replace(place, campaign=glance(files[0]).campaign_id)


def send_to_server(path: Path, place: ServerPlace) -> int:
    """Put a campaign file of an office onto a server. Returns how many attached files stayed behind.

    Raises what opening the file raises, EnvironmentProblem when it cannot be put there or is there already.
    """
    from tdkt_desktop.storage.server_copy import send  # noqa: PLC0415 - an extra, and heavy

    store = open_store(path)
    try:
        return send(store, place)
    finally:
        store.close()


def bring_from_server(session: CampaignSession, path: Path) -> int:
    """Write a campaign of a server as a new file. Returns how many attached files stayed behind."""
    from tdkt_desktop.storage.server_copy import bring  # noqa: PLC0415 - an extra, and heavy

    return bring(session.store, path)
