"""Django's and allauth's settings of sign-in, for the settings modules that have accounts: `from … import *`.

allauth keeps passkeys, authenticator apps and recovery codes, and checks them. The pages, the steps and the lock are
ours (`accounts.door`), so no page of allauth's is mounted: its own hold inline scripts, English only, and its limits
count by network address.
"""

from __future__ import annotations

from typing import Final

ACCOUNT_LOGIN_METHODS: Final = {"email"}
ACCOUNT_SIGNUP_FIELDS: Final = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD: Final = None
ACCOUNT_EMAIL_VERIFICATION: Final = "none"
ACCOUNT_RATE_LIMITS: Final = False

MFA_ADAPTER: Final = "peelian.accounts.adapter.Keeper"
MFA_SUPPORTED_TYPES: Final = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED: Final = True
MFA_WEBAUTHN_USER_VERIFICATION: Final = "required"
MFA_TOTP_ISSUER: Final = "Peelian"
MFA_TOTP_TOLERANCE: Final = 1
MFA_RECOVERY_CODE_DIGITS: Final = 10

CSRF_FAILURE_VIEW: Final = "peelian.accounts.views.forged.form_too_old"

PEELIAN_IDLE_SECONDS: Final = 15 * 60
