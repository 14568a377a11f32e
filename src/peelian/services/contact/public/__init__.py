"""What the public can know before contacting a force: what it takes online, by when it answers, how this service did."""
