"""What a person can do, verb by verb. The window and the command line call only this room (and domain types)."""
