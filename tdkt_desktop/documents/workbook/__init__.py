"""The workbook of the notice as sheets."""
