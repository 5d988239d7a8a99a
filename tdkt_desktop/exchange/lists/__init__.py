"""Lists of units as offices keep them, read with every doubt asked."""
