"""A checklist as an XLSForm-like workbook, out and in."""
