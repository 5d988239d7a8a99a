"""The minutes of one inspection as blocks."""
