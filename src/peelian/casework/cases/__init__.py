"""Cases of registered kinds: the only door to them, the only writer of them, and who answers for each."""
