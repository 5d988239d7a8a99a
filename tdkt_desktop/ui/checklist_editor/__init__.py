"""Writing a checklist: its outline, the properties of what is chosen, sample sentences, versions, use in a campaign."""
