"""Small reference tables (CSV), read with `importlib.resources`."""
