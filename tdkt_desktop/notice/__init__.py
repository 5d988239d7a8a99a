"""Pure: recorded facts -> counted figures -> statements -> the outline of the notice."""
