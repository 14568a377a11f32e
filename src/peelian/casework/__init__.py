"""Records, cases, clocks, threads and the ledger. Filled from the casework issue on."""
