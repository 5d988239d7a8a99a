"""Colours, icons and the style every widget of the window is drawn with."""
