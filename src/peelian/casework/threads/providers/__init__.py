"""The ways out: console, SMTP, GOV.UK Notify. Imported by `sending` alone."""
