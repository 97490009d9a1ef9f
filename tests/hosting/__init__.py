"""Tests of what it takes to let others read the app."""
