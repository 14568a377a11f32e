"""What can go wrong with accounts, in words that a person can act on. None names a person."""

from __future__ import annotations

from peelian.reference.problems import Problem


class AccountsProblem(Problem):
    """Base of this room's problems."""

    code = "accounts"
    en = "The account cannot be changed: {detail}"
    cy = "Ni ellir newid y cyfrif: {detail}"


class UnknownPermission(AccountsProblem):
    """The program asked for a permission that no file defines."""

    code = "unknown-permission"
    en = "No permission is called {name!r}. Permissions are listed in accounts/definitions/roles.toml; add it there."
    cy = "Nid oes caniatâd o'r enw {name!r}. Rhestrir caniatadau yn accounts/definitions/roles.toml; ychwanegwch ef yno."


class UnknownRole(AccountsProblem):
    code = "unknown-role"
    en = "No role is called {name!r}. The roles are: {known}."
    cy = "Nid oes rôl o'r enw {name!r}. Y rolau yw: {known}."


class BadRoles(AccountsProblem):
    """definitions/roles.toml contradicts itself; `faults` lists all of it."""

    code = "bad-roles"
    en = "The file of roles cannot be used. {faults} Mend accounts/definitions/roles.toml and start again."
    cy = "Ni ellir defnyddio'r ffeil rolau. {faults} Cywirwch accounts/definitions/roles.toml a dechreuwch eto."


class NotAllowed(AccountsProblem):
    """The actor may not do this; says nothing about whether the thing exists."""

    code = "not-allowed"
    en = "You may not do this. If your work needs it, ask an administrator of your force for the role."
    cy = "Ni chewch wneud hyn. Os oes ei angen ar eich gwaith, gofynnwch i weinyddwr eich heddlu am y rôl."


class NoWitness(AccountsProblem):
    """No ledger is connected, so nothing may be changed."""

    code = "no-witness"
    en = "Accounts cannot be changed: no ledger is connected that records it. Start Peelian with the casework settings."
    cy = (
        "Ni ellir newid cyfrifon: nid oes cyfriflyfr wedi'i gysylltu i'w gofnodi. "
        "Dechreuwch Peelian gyda'r gosodiadau gwaith achos."
    )


class NoSuchAccount(AccountsProblem):
    """Unknown and out of reach look the same."""

    code = "no-such-account"
    en = "There is nothing here that you may see. Check the address, or ask an administrator of your force."
    cy = "Nid oes dim yma y cewch ei weld. Gwiriwch y cyfeiriad, neu gofynnwch i weinyddwr eich heddlu."


class NoSuchForce(AccountsProblem):
    code = "no-such-force"
    en = "No force has this id. Ids are those of data.police.uk, such as west-midlands."
    cy = "Nid oes heddlu â'r dynodydd hwn. Daw'r dynodyddion o data.police.uk, fel west-midlands."
