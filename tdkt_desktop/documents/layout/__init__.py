"""The style of the page as data, and measures that all writers share."""
