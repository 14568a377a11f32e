"""Dated rules: decide(..., as_of) gives permitted, reasons and duties. Filled from the casework issue on."""
