"""The tab of one unit: its form, evidence, gaps, sealing."""
