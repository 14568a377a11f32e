"""What everyone names: forces, areas, periods, offences, outcome types, and published figures with a source per row."""
