"""Attachments: received, looked at, sealed and served."""
