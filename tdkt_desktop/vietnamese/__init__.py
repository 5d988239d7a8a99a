"""Vietnamese writing rules as pure functions, so that screens and documents say the same thing."""
