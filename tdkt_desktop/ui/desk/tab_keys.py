"""The keys of the tabs that are not units; apart, so that the first picture needs no view of a campaign."""

OVERVIEW, MERGE, CHECKS, NOTICE = "@overview", "@merge", "@checks", "@notice"
