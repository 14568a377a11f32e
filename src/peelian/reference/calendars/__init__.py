"""Working days and bank holidays of England and Wales, as data with a source per year."""
