"""Words for the codes of this room."""

from __future__ import annotations

from typing import Final

from peelian.reference.problems import Bilingual

TEAM_KIND_WORDS: Final = {
    "contact": Bilingual("Contact", "Cyswllt"),
    "neighbourhood": Bilingual("Neighbourhood", "Cymdogaeth"),
    "response": Bilingual("Response", "Ymateb"),
    "investigation": Bilingual("Investigation", "Ymchwilio"),
    "intelligence": Bilingual("Intelligence", "Cudd-wybodaeth"),
    "support": Bilingual("Support", "Cymorth"),
    "records": Bilingual("Records", "Cofnodion"),
    "programme": Bilingual("Programme", "Rhaglen"),
}

AREA_KIND_WORDS: Final = {
    "sector": Bilingual("Postcode sector, such as NR1 3", "Sector cod post, fel NR1 3"),
    "name": Bilingual("Name of a place", "Enw lle"),
    "outcode": Bilingual("First half of a postcode, such as NR1", "Hanner cyntaf cod post, fel NR1"),
    "district": Bilingual("Council district", "Ardal cyngor"),
}

SHIFT_PART_WORDS: Final = {
    "on_shift": Bilingual("On shift", "Ar shifft"),
    "duty_officer": Bilingual("Duty officer", "Swyddog ar ddyletswydd"),
}

EVENT_WORDS: Final = {
    "signed_in": Bilingual("Signed in", "Mewngofnodwyd"),
    "signed_out": Bilingual("Signed out", "Allgofnodwyd"),
    "wrong": Bilingual("Wrong password or code", "Cyfrinair neu god anghywir"),
    "locked": Bilingual("Refused after too many tries", "Gwrthodwyd ar ôl gormod o gynigion"),
    "reauthenticated": Bilingual("Confirmed again who you are", "Cadarnhawyd eto pwy ydych"),
    "ended": Bilingual("Sessions ended", "Daethpwyd â sesiynau i ben"),
    "method_added": Bilingual("Way to sign in added", "Ychwanegwyd ffordd o fewngofnodi"),
    "method_removed": Bilingual("Way to sign in removed", "Tynnwyd ffordd o fewngofnodi"),
    "recovered": Bilingual("Set up by link", "Sefydlwyd drwy ddolen"),
}

METHOD_WORDS: Final = {
    "": Bilingual("", ""),
    "password": Bilingual("password", "cyfrinair"),
    "passkey": Bilingual("passkey", "allwedd mynediad"),
    "totp": Bilingual("authenticator app", "ap dilysu"),
    "recovery_code": Bilingual("recovery code", "cod adfer"),
    "link": Bilingual("link", "dolen"),
}
