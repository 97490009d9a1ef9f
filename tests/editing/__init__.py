"""Editing of papers and targets."""
