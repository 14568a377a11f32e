"""`peelian manage account_link ADDRESS`: a new link to set up sign-in, given by who runs this computer.

For the case that no two administrators are left who can sign in. The ledger says that it was done here.
"""

from __future__ import annotations

import os
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from peelian.accounts.actions.enrolments import operator_link
from peelian.accounts.models import User
from peelian.accounts.problems import AccountsProblem
from peelian.ui.links import url

SITE: Final = "PEELIAN_SITE"


class Command(BaseCommand):
    """Prints the link once; when it is used, every earlier way in ends."""

    help = "Give a person a new link to set up sign-in, when no two administrators can."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the email address of the account")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *_: Any, address: str, dry_run: bool = False, **__: Any) -> None:
        """Raises CommandError when nobody has this address or the person has left."""
        user = User.objects.filter(email=address.strip().lower()).first()
        if user is None:
            raise CommandError("Nobody who works here has this address.")
        if dry_run:
            self.stdout.write("A link for seven days would be made; open links of this account would end.")
            return
        try:
            secret = operator_link(user, as_of=timezone.now())
        except AccountsProblem as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            "Used within seven days, this link ends every earlier way to sign in to the account:"
        )
        site = os.environ.get(SITE, "").rstrip("/")
        if not site:
            self.stdout.write(f"({SITE} is not set: put the address of your site in front of it.)")
        self.stdout.write(f"  {site}{url('account-set-up', 'en')}?code={secret}")
