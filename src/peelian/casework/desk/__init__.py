"""The one desk: what is next and why."""
