"""League tables and comparisons, with what cannot be told apart said first."""
