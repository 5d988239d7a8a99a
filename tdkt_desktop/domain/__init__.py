"""The trade, standard library only: checklist, campaign, inspection, answers, and the log of changes."""
