"""What only the office does: merging, conflicts, plans, proposals, letterhead."""
