"""Papers and sheets as neutral blocks, which every writer can read."""
