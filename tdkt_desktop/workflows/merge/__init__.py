"""Packages between machines: plans out, results in, merged, settled."""
