"""Photos, scans and PDFs of other people's making, read in a helper process within bounds."""
