"""Users, forces, teams, roles and keys: who may do what, where, and from when to when."""
