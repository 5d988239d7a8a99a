"""The Word writer: it knows blocks and a style, nothing of inspections."""
