"""Tests of the rules that read a round before it is sealed."""
