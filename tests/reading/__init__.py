"""Tests of the one door for views."""
