"""`make load`: real sessions over websockets, against this machine only."""
