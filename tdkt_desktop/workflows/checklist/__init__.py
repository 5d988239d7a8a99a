"""Checklists: kept, drafted, compared, tried out, changed under way."""
