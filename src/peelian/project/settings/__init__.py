"""One settings module per deployment: evidence, test, all."""
