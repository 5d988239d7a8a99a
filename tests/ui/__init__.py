"""Tests of the window, on real files."""
