"""Tests of the project register and its rules."""
