"""The checks: what was found, where it leads, what may stand with a reason."""
