"""The notice workbench: the outline, the text with its live figures, and what stands behind each figure."""
