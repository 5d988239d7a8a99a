"""One unit's inspection: evidence, seal, self-report, limitations of last year."""
