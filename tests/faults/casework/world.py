"""Prepares the databases of a site and fills them with the cast: `python -m tests.faults.casework.world`."""

from peelian.project.preparing import prepare_casework

if __name__ == "__main__":
    prepare_casework(lambda _text: None, here="http://localhost/")

    from tests.support.cases import make_world

    make_world()
