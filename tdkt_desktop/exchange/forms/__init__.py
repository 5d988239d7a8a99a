"""A unit's filled form, read as a self-report."""
