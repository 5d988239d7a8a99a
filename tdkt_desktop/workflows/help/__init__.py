"""Help pages and guides, for the screen and for paper."""
