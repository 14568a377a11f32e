"""The addresses of accounts; `peelian.project.urls_casework` mounts them in both languages."""

from __future__ import annotations

from django.urls import URLPattern, path

from peelian.accounts.views import again, keys, methods, own, people, setting_up, shifts, signing_in, teams

PAGES: list[URLPattern] = [
    path("account", own.account, name="account"),
    path("account/sign-in", signing_in.sign_in, name="account-sign-in"),
    path("account/sign-in/code", signing_in.code, name="account-code"),
    path("account/sign-in/passkey", signing_in.passkey, name="account-passkey"),
    path("account/sign-in/passkey/wanted", signing_in.passkey_wanted, name="account-passkey-wanted"),
    path("account/sign-out", signing_in.sign_out, name="account-sign-out"),
    path("account/signed-out", signing_in.signed_out, name="account-signed-out"),
    path("account/again", again.again, name="account-again"),
    path("account/again/wanted", again.again_wanted, name="account-again-wanted"),
    path("account/session/end", own.end_one_session, name="account-session-end"),
    path("account/sessions/end", own.end_other_sessions, name="account-sessions-end"),
    path("account/language", own.language, name="account-language"),
    path("account/passkey", methods.add_passkey, name="account-add-passkey"),
    path("account/passkey/wanted", methods.add_passkey_wanted, name="account-add-passkey-wanted"),
    path("account/app", methods.add_app, name="account-add-app"),
    path("account/remove", methods.remove, name="account-remove"),
    path("account/recovery-codes", methods.recovery_codes, name="account-recovery-codes"),
    path("account/password", setting_up.password, name="account-password"),
    path("account/set-up", setting_up.set_up, name="account-set-up"),
    path("account/set-up/choose", setting_up.choose, name="account-set-up-choose"),
    path("account/set-up/passkey", setting_up.with_passkey, name="account-set-up-passkey"),
    path("account/set-up/passkey/wanted", setting_up.passkey_wanted, name="account-set-up-passkey-wanted"),
    path("account/set-up/app", setting_up.with_app, name="account-set-up-app"),
    path("account/people", people.people, name="account-people"),
    path("account/people/add", people.add, name="account-person-add"),
    path("account/people/<str:uid>", people.person, name="account-person"),
    path("account/people/<str:uid>/grant", people.grant, name="account-grant"),
    path("account/people/<str:uid>/end", people.end, name="account-grant-end"),
    path("account/people/<str:uid>/move", people.move, name="account-move"),
    path("account/people/<str:uid>/leave", people.leave, name="account-leave"),
    path("account/people/<str:uid>/recover", people.recover, name="account-recover"),
    path("account/people/<str:uid>/approve", people.approve, name="account-recovery-approve"),
    path("account/teams", teams.teams, name="account-teams"),
    path("account/teams/add", teams.add, name="account-team-add"),
    path("account/teams/<slug:slug>", teams.team, name="account-team"),
    path("account/teams/<slug:slug>/close", teams.close, name="account-team-close"),
    path("account/teams/<slug:slug>/shifts/add", shifts.add, name="account-shift-add"),
    path("account/teams/<slug:slug>/shifts/end", shifts.end, name="account-shift-end"),
    path("account/keys", keys.keys, name="account-keys"),
    path("account/keys/revoke", keys.revoke, name="account-key-revoke"),
]
