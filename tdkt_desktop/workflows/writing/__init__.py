"""Writing a paper to its place, whole or not at all, and reading papers back."""
