"""Tests of reports: what they say, in which form, and that all forms say the same."""
