"""What can go wrong on the command line itself."""

from peelian.reference.problems import Problem


class CommandProblem(Problem):
    """The base of every error of `peelian.cli`."""

    code = "command"


class MissingExtra(CommandProblem):
    code = "missing_extra"
    en = "`peelian {command}` needs {package}, which is not installed. Install it with: pip install 'peelian[{extra}]'"
    cy = "Mae `peelian {command}` angen {package}, nad yw wedi ei osod. Gosodwch ef gyda: pip install 'peelian[{extra}]'"


class Unexpected(CommandProblem):
    code = "unexpected"
    en = (
        "Something went wrong that Peelian did not foresee ({kind}: {why}). Your data is as before. "
        "Run again with PEELIAN_DEBUG=1 to see where, and report it."
    )
    cy = (
        "Aeth rhywbeth o’i le na ragwelodd Peelian ({kind}: {why}). Mae eich data fel o’r blaen. "
        "Rhedwch eto gyda PEELIAN_DEBUG=1 i weld ble, a rhowch wybod."
    )
