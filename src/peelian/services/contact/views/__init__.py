"""The pages that people outside see."""
