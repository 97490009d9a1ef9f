"""Tests of the deployment files, with the programs they are for."""
