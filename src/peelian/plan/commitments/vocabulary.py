"""The words that a commitment may use for its kind, plan, theme, status and milestones, each with its Welsh."""

from typing import Final

from peelian.plan.claims.verdicts import Words

KINDS: Final[dict[str, Words]] = {
    "promise": {"en": "promise", "cy": "addewid"},
    "fact": {"en": "fact to follow", "cy": "ffaith i'w dilyn"},
    "critique": {"en": "critic's demand", "cy": "galwad beirniad"},
}

PLANS: Final[dict[str, Words]] = {
    "2018": {"en": "Serious Violence Strategy, 2018", "cy": "Strategaeth Trais Difrifol, 2018"},
    "2021": {"en": "Beating Crime Plan, 2021", "cy": "Cynllun Trechu Troseddu, 2021"},
}

DELIVERED: Final = "delivered"
NOT_EVIDENCED: Final = "not evidenced"
NOT_A_PROMISE: Final = "not a promise"

STATUSES: Final[dict[str, Words]] = {
    DELIVERED: {"en": "delivered", "cy": "wedi'i gyflawni"},
    "delivered in part": {"en": "delivered in part", "cy": "wedi'i gyflawni'n rhannol"},
    "late": {"en": "late", "cy": "yn hwyr"},
    "changed": {"en": "changed", "cy": "wedi'i newid"},
    "not met": {"en": "not met", "cy": "heb ei fodloni"},
    "in progress": {"en": "in progress", "cy": "ar y gweill"},
    NOT_EVIDENCED: {"en": "not evidenced", "cy": "dim tystiolaeth"},
    NOT_A_PROMISE: {"en": "not a promise", "cy": "nid addewid"},
}

THEMES: Final[dict[str, Words]] = {
    "whole strategy": {"en": "the strategy as a whole", "cy": "y strategaeth gyfan"},
    "county lines and drugs": {"en": "county lines and drugs", "cy": "llinellau cyffuriau a chyffuriau"},
    "early intervention": {"en": "early intervention", "cy": "ymyrraeth gynnar"},
    "partnerships": {"en": "communities and partnerships", "cy": "cymunedau a phartneriaethau"},
    "weapons": {"en": "knives and corrosives", "cy": "cyllyll a chyrydolion"},
    "online": {"en": "online material", "cy": "deunydd ar-lein"},
    "powers": {"en": "police powers", "cy": "pwerau'r heddlu"},
    "contact": {"en": "reaching the police", "cy": "cyrraedd yr heddlu"},
    "leaving prison": {"en": "tags and leaving prison", "cy": "tagiau a gadael y carchar"},
    "police numbers": {"en": "police numbers and charges", "cy": "niferoedd yr heddlu a chyhuddiadau"},
}

MILESTONES: Final[dict[str, Words]] = {
    "announced": {"en": "announced", "cy": "cyhoeddwyd"},
    "law": {"en": "law", "cy": "cyfraith"},
    "funded": {"en": "funded", "cy": "ariannwyd"},
    "started": {"en": "started", "cy": "dechreuwyd"},
    "piloted": {"en": "piloted", "cy": "treialwyd"},
    "reported": {"en": "reported", "cy": "adroddwyd"},
    "evaluated": {"en": "evaluated", "cy": "gwerthuswyd"},
    "ended": {"en": "ended", "cy": "daeth i ben"},
    "missed": {"en": "missed", "cy": "methwyd"},
    "other": {"en": "other", "cy": "arall"},
}
