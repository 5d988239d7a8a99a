"""What comes over from the campaign before."""
