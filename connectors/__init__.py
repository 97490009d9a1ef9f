"""The only code that meets the outside world: one file a source, found by walking this package."""
