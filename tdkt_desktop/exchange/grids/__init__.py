"""Workbooks and tables of the clipboard as grids of cells with their fonts."""
