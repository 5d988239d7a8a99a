"""Campaigns: made, opened, copied, and who issues them."""
