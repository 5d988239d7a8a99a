"""The command line: the same workflows as the window, without Qt."""
