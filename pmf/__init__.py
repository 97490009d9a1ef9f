"""Performance Management Framework: figures in, rated scorecard out."""
