"""The worker types of the Home Office tables, told from a heading, a title or a cell."""

import re

# In this order: the first words that fit decide.
WORDS = (
    ("special_constables", r"special"),
    ("police_support_volunteers", r"volunteer"),
    ("pcsos", r"community support|\bpcsos?\b"),
    ("designated_officers", r"designated|detention officer|escort officer|investigation officer"),
    ("traffic_wardens", r"traffic warden"),
    ("police_staff", r"police staff|\bstaff\b"),
    ("police_officers", r"police officers?|\bofficers?\b"),
)
# Tables of the same workbooks that count something else than who is employed on a day.
OTHER_TABLES = re.compile(
    r"join|leav|absen|sick|ethnic|minorit|\bsex\b|gender|female|\brank|length of service|\bfunction|promot|\bage\b|wast|"
    r"recruit|uplift|ratio|per 100,?000|armed|firearm|disab|national(?:ity|ities)|religio|misconduct|transfer|restrict|"
    r"frontline|local policing",
    re.I,
)


def worker_type(text: str) -> str | None:
    """The worker type that the words name first by the list's order, None for no known one."""
    return next((name for name, words in WORDS if re.search(words, text, re.I)), None)


def worker_types_in(text: str) -> list[str]:
    """Every worker type that a title names; “police officers” inside another type's name does not count."""
    found, left = [], text
    for name, words in WORDS[:-1]:
        pattern = rf"(?:police )?(?:{words})(?: officers?)?"
        if re.search(pattern, left, re.I):
            found.append(name)
            left = re.sub(pattern, " ", left, flags=re.I)
    if re.search(r"police officers?", left, re.I):
        found.append("police_officers")
    return found
