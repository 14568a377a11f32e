"""What the packaged figures are, in sixteen letters: enough to see that a store holds them already.

Apart from their loading, because every command asks and almost none has to load anything.
"""

import hashlib
from importlib.resources import files

from peelian.facts.datasets import DATASETS, schema_fingerprint
from peelian.reference.figures import figure_tables

#: Raised when the same tables are to be loaded differently.
REVISION = 1


def figures_fingerprint() -> str:
    """Changes when a packaged table, a citation or a dataset's layout does."""
    digest = hashlib.sha256(f"{REVISION} {schema_fingerprint()}".encode())
    paths = [path for name, path in sorted(figure_tables().items()) if name in DATASETS]
    for data in (files("peelian.reference.figures").joinpath("sources.toml"), *paths):
        digest.update(data.read_bytes())
    return digest.hexdigest()[:16]
