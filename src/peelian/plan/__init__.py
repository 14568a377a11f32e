"""The plan as data: commitments, registers, and claims that can be checked against loaded rows."""
