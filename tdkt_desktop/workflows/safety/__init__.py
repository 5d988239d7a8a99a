"""Backups, copies in need, a look over a campaign file, sticks."""
