"""The public API, version 1: the same figures, findings and plan as the pages, for programs.

`/api/v1/openapi.json` describes it. Every answer is JSON or CSV, carries an ETag made from the version of the store,
and needs no key and no cookie.
"""
