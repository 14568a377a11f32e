"""What forces' record systems and Peelian tell each other: `definitions/exchange.toml` is the contract.

`layout`, `envelope`, `tables`, `schemas`, `conformance` and `commands` need no web framework: a supplier runs them.
"""
