"""Users, forces, teams, roles and keys. Filled from the casework issue on."""
