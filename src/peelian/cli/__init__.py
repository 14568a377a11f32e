"""The `peelian` command: thin; each room brings its own commands."""
