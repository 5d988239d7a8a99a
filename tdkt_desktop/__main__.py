"""Run the program with `python -m tdkt_desktop`."""

from tdkt_desktop.app import main

main()
