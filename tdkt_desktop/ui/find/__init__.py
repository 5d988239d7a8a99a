"""Commands and recorded words, found from any place of the window."""
