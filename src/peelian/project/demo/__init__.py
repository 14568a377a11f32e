"""A made-up year of questions over every force: labelled, repeatable, never beside real cases."""
