"""Fetching official files from the publishers' own addresses: a reviewed list, a resumable download, then intake."""
