"""The papers of a campaign: minutes, notice, overview, the house's letterheads."""
