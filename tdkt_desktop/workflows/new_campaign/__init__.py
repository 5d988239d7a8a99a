"""A new campaign, step by step, from what the office has."""
