"""What can go wrong on the command line itself."""

from peelian.reference.problems import Problem


class CommandProblem(Problem):
    """The base of every error of `peelian.cli`."""

    code = "command"


class MissingExtra(CommandProblem):
    code = "missing_extra"
    en = "`peelian {command}` needs {package}, which is not installed. Install it with: pip install 'peelian[{extra}]'"
    cy = "Mae `peelian {command}` angen {package}, nad yw wedi ei osod. Gosodwch ef gyda: pip install 'peelian[{extra}]'"


class ForeignSettings(CommandProblem):
    """The environment names the settings of another project, or ones that are not there."""

    code = "foreign-settings"
    en = (
        "{variable} is set to {named}, which are no settings of Peelian's: another project may have left it in this "
        "terminal. Take it away with: unset {variable}. Or name one of {known}."
    )
    cy = (
        "Mae {variable} wedi'i osod i {named}, ac nid gosodiadau Peelian mo'r rheini: efallai i brosiect arall ei adael "
        "yn y derfynell hon. Tynnwch ef gyda: unset {variable}. Neu enwch un o {known}."
    )


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
