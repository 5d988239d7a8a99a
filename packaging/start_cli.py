"""What the packaged `tdkt` runs."""

from tdkt_desktop.app import main

main()
