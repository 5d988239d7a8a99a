"""A checklist while it is written: a plain tree, its verbs, fields and problems."""
