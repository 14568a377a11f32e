"""The dimensions of measures in words: funds, stages, powers. What only the files name stays in English, marked so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from markupsafe import Markup, escape

from peelian.ui.formats import day
from peelian.ui.language import current
from peelian.ui.language import gettext as _

_ORDER: Final = ("fund", "series", "legislation", "stage", "recipient", "dated", "precision")
_UNTOLD: Final = ("source_key",)


def dimension(value: str) -> str | Markup:
    """A dimension's name or value as a reader sees it."""
    known = _words().get(value) or _funds().get(value) or _as_day(value)
    if known:
        return known
    text = value.replace("_", " ")
    text = text[:1].upper() + text[1:]
    return Markup('<span lang="en">{}</span>').format(text) if current() == "cy" and text else escape(text)


def told_dims(dims: Mapping[str, str]) -> list[tuple[str, str]]:
    """The dimensions that a line of figures tells, what it is first; the source has a column of its own."""
    told = [(name, value) for name, value in dims.items() if value and name not in _UNTOLD]
    return sorted(told, key=lambda pair: _ORDER.index(pair[0]) if pair[0] in _ORDER else len(_ORDER))


def _as_day(value: str) -> str:
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return ""


def _words() -> dict[str, str]:
    return {
        "fund": _("Fund"),
        "stage": _("Stage"),
        "recipient": _("Recipient"),
        "dated": _("Dated"),
        "precision": _("Precision"),
        "exact": _("Exact"),
        "rounded": _("Rounded"),
        "up_to": _("Up to"),
        "announced": _("Announced"),
        "allocated": _("Allocated"),
        "awarded": _("Awarded"),
        "spent": _("Spent"),
        "series": _("Series"),
        "source_key": _("Source"),
        "legislation": _("Power"),
        "section_1": _("Section 1 (with reasonable grounds)"),
        "section_60": _("Section 60 (without grounds, in a set area)"),
        "section_44_47a": _("Sections 44 and 47A (terrorism)"),
        "reason": _("Reason"),
        "ethnic_group": _("Ethnic group"),
        "offence_group": _("Offence group"),
        "crime_type": _("Crime type"),
        "basis": _("How it is counted"),
        "estimate": _("Estimate"),
        "census": _("Census"),
        "all": _("All"),
        "other": _("Other"),
        "month": _("Month"),
        "local_month": _("Month"),
    }


def _funds() -> dict[str, str]:
    return {
        "adder": _("ADDER (drugs and crime)"),
        "community_fund": _("Anti-Knife Crime Community Fund"),
        "early_intervention_youth_fund": _("Early Intervention Youth Fund"),
        "grip": _("GRIP (hotspot policing)"),
        "hotspot": _("Hotspot response"),
        "nclcc": _("National County Lines Coordination Centre"),
        "police_grant": _("Police Grant"),
        "serious_violence_strategy": _("Serious Violence Strategy"),
        "surge": _("Surge (serious violence)"),
        "vru": _("Violence reduction units"),
        "youth_endowment_fund": _("Youth Endowment Fund"),
    }
