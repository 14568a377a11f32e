"""What can go wrong when the site's processes start or its databases are opened."""

from __future__ import annotations

from peelian.reference.problems import Problem


class ProjectProblem(Problem):
    """Base of this room's problems."""

    code = "project"


class NotDurable(ProjectProblem):
    """The database may forget what it has acknowledged."""

    code = "not-durable"
    en = (
        "The database “{alias}” may lose what it has acknowledged when the power fails: {found}. Peelian keeps no "
        "records there. On PostgreSQL set fsync, synchronous_commit and full_page_writes to on; an SQLite file must "
        "lie on a local disk, not on a network share."
    )
    cy = (
        "Gall y gronfa ddata “{alias}” golli’r hyn y mae wedi’i gydnabod os bydd y trydan yn methu: {found}. Nid yw "
        "Peelian yn cadw cofnodion yno. Ar PostgreSQL gosodwch fsync, synchronous_commit a full_page_writes i on; "
        "rhaid i ffeil SQLite fod ar ddisg leol, nid ar yriant rhwydwaith."
    )


class BadDatabaseAddress(ProjectProblem):
    """PEELIAN_DATABASE or PEELIAN_VAULT_DATABASE cannot be read. The address itself, which may hold a password, is not told."""

    code = "bad-database-address"
    en = "{variable} names no database: {why}. Write postgresql://user@host:5432/name, or leave it out for SQLite."
    cy = (
        "Nid yw {variable} yn enwi cronfa ddata: {why}. Ysgrifennwch postgresql://user@host:5432/name, neu gadewch ef "
        "allan i gael SQLite."
    )


class SettingMissing(ProjectProblem):
    """A production site is not told what it must know."""

    code = "setting-missing"
    en = "A production site needs {variable}: {why}. Set it and start again."
    cy = "Mae ar safle byw angen {variable}: {why}. Gosodwch ef a dechreuwch eto."


class DatabaseAway(ProjectProblem):
    """The database cannot be opened or reached."""

    code = "database-away"
    en = (
        "The database {place} cannot be used: {why}. Nothing was changed. See that its server runs, that its disk has "
        "room and may be written by this user, and that {variable} is right; then try again."
    )
    cy = (
        "Ni ellir defnyddio’r gronfa ddata {place}: {why}. Ni newidiwyd dim. Sicrhewch fod ei gweinydd yn rhedeg, bod lle "
        "ar ei disg ac y caiff y defnyddiwr hwn ysgrifennu iddi, a bod {variable} yn gywir; yna rhowch gynnig arall arni."
    )


class DatabaseDamaged(ProjectProblem):
    """The file is no database any more."""

    code = "database-damaged"
    en = (
        "The database {place} is damaged: {why}. Nothing was changed. Keep a copy of the file, and restore the newest "
        "backup: docs/how-to/keep-keys-and-backups.md."
    )
    cy = (
        "Mae’r gronfa ddata {place} wedi’i difrodi: {why}. Ni newidiwyd dim. Cadwch gopi o’r ffeil, ac adferwch y copi "
        "wrth gefn diweddaraf: docs/how-to/keep-keys-and-backups.md."
    )


class NotMigrated(ProjectProblem):
    """The database lacks tables that this version needs."""

    code = "not-migrated"
    en = (
        "The database {place} lacks tables or columns that this version of Peelian needs. Make them: peelian manage "
        "migrate (and for the keys: peelian manage migrate vault --database vault). If it held records before, restore the "
        "newest backup first."
    )
    cy = (
        "Mae’r gronfa ddata {place} heb dablau neu golofnau y mae ar y fersiwn hwn o Peelian eu hangen. Gwnewch hwy: "
        "peelian manage migrate (ac i’r allweddi: peelian manage migrate vault --database vault). Os oedd yn dal cofnodion "
        "o’r blaen, adferwch y copi wrth gefn diweddaraf yn gyntaf."
    )


class NoRight(ProjectProblem):
    """The database's role may not do this."""

    code = "database-no-right"
    en = (
        "The database {place} does not let this role do that. Migrations run as the owner of the tables; the role of the "
        "application needs the rights in docs/how-to/run-in-production.md."
    )
    cy = (
        "Nid yw’r gronfa ddata {place} yn gadael i’r rôl hon wneud hynny. Mae mudiadau’n rhedeg fel perchennog y tablau; "
        "mae ar rôl y rhaglen angen yr hawliau sydd yn docs/how-to/run-in-production.md."
    )
