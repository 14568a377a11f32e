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


class ForceClosed(AccountsProblem):
    code = "force-closed"
    en = "{force} has closed, and {after} answers in its place. Open the team there."
    cy = "Mae {force} wedi cau, ac mae {after} yn ateb yn ei le. Agorwch y tîm yno."


class UnknownReason(AccountsProblem):
    code = "unknown-reason"
    en = "{name!r} is not among the reasons: {known}."
    cy = "Nid yw {name!r} ymhlith y rhesymau: {known}."


class NotForOneself(AccountsProblem):
    code = "not-for-oneself"
    en = "Nobody changes their own roles. Ask another administrator."
    cy = "Nid oes neb yn newid ei rolau ei hun. Gofynnwch i weinyddwr arall."


class AlreadyHeld(AccountsProblem):
    code = "already-held"
    en = "The person already holds this role there. To change its dates, end it and give it again."
    cy = "Mae gan y person y rôl hon yno eisoes. I newid ei dyddiadau, rhowch derfyn arni a'i rhoi eto."


class HasLeft(AccountsProblem):
    code = "has-left"
    en = "The person has left. Somebody who comes back gets a new account."
    cy = "Mae'r person wedi gadael. Mae rhywun sy'n dychwelyd yn cael cyfrif newydd."


class LastAdministrator(AccountsProblem):
    code = "last-administrator"
    en = "This is the force's last administrator. Give the role to somebody else first."
    cy = "Dyma weinyddwr olaf yr heddlu. Rhowch y rôl i rywun arall yn gyntaf."


class WrongTimes(AccountsProblem):
    code = "wrong-times"
    en = "The end must be later than the start, and not in the past."
    cy = "Rhaid i'r diwedd fod yn hwyrach na'r dechrau, ac nid yn y gorffennol."


class CoverUnfit(AccountsProblem):
    code = "cover-unfit"
    en = "This cover cannot see the work of the person who is away. Choose a colleague of the same team, or a team."
    cy = "Ni all y person cyflenwi hwn weld gwaith y sawl sydd i ffwrdd. Dewiswch gydweithiwr o'r un tîm, neu dîm."


class TeamInUse(AccountsProblem):
    code = "team-in-use"
    en = "The team still has members or answers for a force. Move them first."
    cy = "Mae gan y tîm aelodau o hyd neu mae'n ateb dros heddlu. Symudwch nhw yn gyntaf."


class NoSuchPlace(AccountsProblem):
    code = "no-such-place"
    en = (
        "Write the place as its kind says: a postcode sector such as NR1 3, the first half of a postcode such as NR1, "
        "the name or code of a council district, or a name."
    )
    cy = (
        "Ysgrifennwch y lle yn ôl ei fath: sector cod post fel NR1 3, hanner cyntaf cod post fel NR1, enw neu god ardal "
        "cyngor, neu enw."
    )


class BadSuccession(AccountsProblem):
    code = "bad-succession"
    en = (
        "These forces cannot be merged like this. The day must not be past, each force must still be open, "
        "and a force cannot take over from itself."
    )
    cy = (
        "Ni ellir uno'r heddluoedd hyn fel hyn. Ni chaiff y diwrnod fod wedi mynd heibio, rhaid i bob heddlu fod "
        "ar agor o hyd, ac ni all heddlu olynu ei hun."
    )


class SecondPersonNeeded(AccountsProblem):
    code = "second-person-needed"
    en = "A recovery needs two administrators. Ask another one to approve it."
    cy = "Mae adferiad yn gofyn am ddau weinyddwr. Gofynnwch i un arall ei gymeradwyo."


class AddressTaken(AccountsProblem):
    code = "address-taken"
    en = "This email address cannot be used for a new account. Check it, or look for the person among your people."
    cy = (
        "Ni ellir defnyddio'r cyfeiriad e-bost hwn ar gyfer cyfrif newydd. Gwiriwch ef, neu chwiliwch am y person "
        "ymhlith eich pobl."
    )


class BadKey(AccountsProblem):
    code = "bad-key"
    en = "This key opens nothing. It may be mistyped, too old or revoked: ask who gave it to you for a new one."
    cy = (
        "Nid yw'r allwedd hon yn agor dim. Efallai ei bod wedi'i chamdeipio, yn rhy hen neu wedi'i dirymu: "
        "gofynnwch i'r sawl a'i rhoddodd i chi am un newydd."
    )


class NotLetIn(AccountsProblem):
    """One answer for an unknown address, a wrong password or code, a shut door and one who has left."""

    code = "not-let-in"
    en = (
        "What you gave is not right, or sign-in was tried too often. Check it and try again; "
        "after 5 wrong tries wait 15 minutes. A passkey always works."
    )
    cy = (
        "Nid yw'r hyn a roesoch yn gywir, neu bu gormod o gynigion i fewngofnodi. Gwiriwch ef a cheisiwch eto; "
        "ar ôl 5 cynnig anghywir arhoswch 15 munud. Mae allwedd mynediad bob amser yn gweithio."
    )


class PasskeyNotRight(AccountsProblem):
    code = "passkey-not-right"
    en = "The passkey was not accepted. Try again, or use your password and a code."
    cy = "Ni dderbyniwyd yr allwedd mynediad. Ceisiwch eto, neu defnyddiwch eich cyfrinair a chod."


class LinkNotRight(AccountsProblem):
    code = "link-not-right"
    en = "This link cannot be used: it is mistyped, was used already, or is too old. Ask your administrator for a new one."
    cy = (
        "Ni ellir defnyddio'r ddolen hon: mae wedi'i chamdeipio, wedi'i defnyddio eisoes, neu'n rhy hen. "
        "Gofynnwch i'ch gweinyddwr am un newydd."
    )


class LastMethod(AccountsProblem):
    code = "last-method"
    en = "This is your only way to sign in. Add another one first."
    cy = "Dyma'ch unig ffordd o fewngofnodi. Ychwanegwch un arall yn gyntaf."


class PasswordWeak(AccountsProblem):
    code = "password-weak"
    en = (
        "Choose another password: at least 12 characters, not a common one, and not like your name or address. "
        "Three words that do not belong together are good."
    )
    cy = (
        "Dewiswch gyfrinair arall: o leiaf 12 nod, nid un cyffredin, ac nid tebyg i'ch enw na'ch cyfeiriad. "
        "Mae tri gair nad ydynt yn perthyn i'w gilydd yn dda."
    )


class ChooseOne(AccountsProblem):
    code = "choose-one"
    en = "Something is not filled in, or not from the list. Check each field and send the form again."
    cy = "Mae rhywbeth heb ei lenwi, neu nid yw o'r rhestr. Gwiriwch bob maes ac anfonwch y ffurflen eto."


class FormTooOld(AccountsProblem):
    """The form's token is missing or of another session: forged, or the person signed in elsewhere meanwhile."""

    code = "form-too-old"
    en = (
        "The form was not accepted, because it was opened before you signed in or out, or cookies are switched off. "
        "Nothing was changed. Go back, where your words still stand, copy them, and open the page again."
    )
    cy = (
        "Ni dderbyniwyd y ffurflen, am ei bod wedi'i hagor cyn i chi fewngofnodi neu allgofnodi, neu am fod cwcis "
        "wedi'u diffodd. Ni newidiwyd dim. Ewch yn ôl, lle mae eich geiriau o hyd, copïwch nhw, ac agorwch y dudalen eto."
    )
