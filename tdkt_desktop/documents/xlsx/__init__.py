"""The Excel writer: it knows sheets, nothing of inspections."""
