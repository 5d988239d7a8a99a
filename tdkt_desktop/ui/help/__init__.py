"""The help beside the work: its pages, and the tour of the sample."""
