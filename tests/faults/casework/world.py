"""Prepares the databases of a site and fills them with the cast: `python -m tests.faults.casework.world`."""

from peelian.project.preparing import prepare_databases

if __name__ == "__main__":
    prepare_databases(lambda _text: None)

    from tests.support.cases import make_world

    make_world()
