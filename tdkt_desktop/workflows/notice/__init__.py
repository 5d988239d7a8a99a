"""The notice: its text, figures and where they come from, versions, checks, proposals."""
