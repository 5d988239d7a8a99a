"""The window: Qt lives here only; everything it does goes through the workflows."""
