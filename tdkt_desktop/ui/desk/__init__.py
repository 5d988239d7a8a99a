"""One open campaign as the window holds it: its sheets, saving, undo, backups."""
