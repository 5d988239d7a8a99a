"""The tabs of one campaign and the commands that serve them."""
