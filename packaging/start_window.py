"""What the packaged `tdkt-desktop` runs: the window."""

from tdkt_desktop.app import window_main

window_main()
