"""The words that a register's entry may use, each with its Welsh."""

from typing import Final

from peelian.plan.claims.verdicts import Words

EVENT_KINDS: Final[dict[str, Words]] = {
    "taskforce": {"en": "taskforce meeting", "cy": "cyfarfod tasglu"},
    "summit": {"en": "summit", "cy": "uwchgynhadledd"},
    "symposium": {"en": "symposium", "cy": "symposiwm"},
    "consultation": {"en": "consultation", "cy": "ymgynghoriad"},
    "publication": {"en": "publication", "cy": "cyhoeddiad"},
}

HELD: Final[dict[str, Words]] = {
    "held": {"en": "held", "cy": "cynhaliwyd"},
    "in part": {"en": "held in part", "cy": "cynhaliwyd yn rhannol"},
    "cancelled": {"en": "cancelled", "cy": "canslwyd"},
    "not evidenced": {"en": "not evidenced", "cy": "dim tystiolaeth"},
}

ACTION_STATES: Final[dict[str, Words]] = {
    "done": {"en": "done", "cy": "wedi'i wneud"},
    "open": {"en": "open", "cy": "heb ei orffen"},
    "dropped": {"en": "dropped", "cy": "wedi'i ollwng"},
    "not evidenced": {"en": "not evidenced", "cy": "dim tystiolaeth"},
}

PUBLISHED: Final[dict[str, Words]] = {
    "yes": {"en": "published", "cy": "wedi'i chyhoeddi"},
    "no": {"en": "not published", "cy": "heb ei chyhoeddi"},
    "not evidenced": {"en": "not evidenced", "cy": "dim tystiolaeth"},
}

SERVICE_STATES: Final[dict[str, Words]] = {
    "planned": {"en": "planned", "cy": "ar y gweill"},
    "built": {"en": "built", "cy": "wedi'i adeiladu"},
}

TRUST: Final[dict[str, Words]] = {
    "official": {"en": "an official publication", "cy": "cyhoeddiad swyddogol"},
    "press": {"en": "a press or third-party page", "cy": "tudalen y wasg neu drydydd parti"},
    "copy": {
        "en": "a third-party copy of the original: lower trust",
        "cy": "copi trydydd parti o'r gwreiddiol: llai o ymddiriedaeth",
    },
}
