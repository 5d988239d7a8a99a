"""Widgets that know no campaign: fields, rows of choices, messages, background work."""
