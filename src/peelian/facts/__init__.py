"""Official files and published records: recognised, validated, stored with provenance, and measured."""
