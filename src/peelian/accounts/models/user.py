"""A person who works at the desk. Members of the public have no account."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from peelian.accounts.days import today


class Users(BaseUserManager["User"]):
    """Finds a user by the address they sign in with."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, name: str, password: str | None = None, **fields: object) -> User:
        """A user as tests and the first start need one. Pages use `actions.people.add_user`."""
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An officer, handler or other member of staff. `email` is kept in small letters.

    `left_on` is the first day on which they no longer work here. Nobody is ever deleted: entries name them.
    `session_epoch` is part of what each session is signed with; raising it ends all of them.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    collar_number = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, choices=[("en", "English"), ("cy", "Cymraeg")], default="en")
    welsh_speaker = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)
    session_epoch = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[Users] = Users()

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(Lower("email"), name="accounts_user_one_per_address"),
            models.CheckConstraint(
                condition=models.Q(language__in=["en", "cy"]), name="accounts_user_known_language"
            ),
        )

    def __str__(self) -> str:
        return f"user:{self.pk}"

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether they still work here today."""
        return not self.has_left(today())

    def has_left(self, day: date) -> bool:
        """Whether they had left on `day` (Europe/London)."""
        return self.left_on is not None and self.left_on <= day

    def get_full_name(self) -> str:
        return self.name

    def _session_words(self) -> str:
        return f"{self.password}|{self.session_epoch}"

    def get_session_auth_hash(self) -> str:
        """What a session must hold to stay valid: it changes with the password and with `session_epoch`."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self):  # type: ignore[no-untyped-def]
        from django.conf import settings

        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes | None) -> str:
        return salted_hmac(
            "peelian.accounts.session", self._session_words(), secret=secret, algorithm="sha256"
        ).hexdigest()
