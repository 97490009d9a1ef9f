"""One indicator."""

from pmf.ui import frame

choice = frame.ensure()
