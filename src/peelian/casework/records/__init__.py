"""Person, place, incident and crime; dated links between them; duplicates offered, merges that can be undone."""
