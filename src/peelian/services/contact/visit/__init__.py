"""A visit: one person filling in one report. All of it travels in the page; nothing is kept before it is sent."""
