"""Builders and the cast that several rooms' tests share. No assertions live here."""
