"""From a place, however it is told, to the force and the team that answer for it: `places`, then `deciding`.

What is written here never guesses in silence. `candidates` holds everybody who may be the one; a force is decided only
where one is left, and `reason` says why and how sure that is.
"""
