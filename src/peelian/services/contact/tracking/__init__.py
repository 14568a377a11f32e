"""What somebody finds on the page of their own report: where it stands, the clocks, their rights, and what they can do."""
