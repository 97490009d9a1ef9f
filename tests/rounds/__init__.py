"""Tests of rounds: what is written for them, how they are sealed, what changed between them."""
