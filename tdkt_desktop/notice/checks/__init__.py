"""Checks (rà soát): general rules over what is recorded and over the text of a notice. Nothing here knows a criterion."""
