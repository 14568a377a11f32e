"""Rights and duties in words: what was done about them, and why. The desk shows these, and so does the person's own page.

The grounds of enhanced rights are those of the Victims' Code as Bedfordshire Police and Hertfordshire Constabulary set it out (VC-BEDS
in plan/registers/citations.toml); the reasons why no crime is recorded are those of the counting rules in
outline (NCRS, HMICFRS-REC). Nobody has checked them against the texts themselves.
"""

from __future__ import annotations

from typing import Final

from peelian.reference.problems import Bilingual

GRANTED: Final = {
    "most_serious_crime": Bilingual(
        "Victim of one of the most serious crimes", "Dioddefwr un o'r troseddau mwyaf difrifol"
    ),
    "bereaved": Bilingual("Close relative of somebody who died", "Perthynas agos i rywun a fu farw"),
    "persistently_targeted": Bilingual("Targeted again and again", "Wedi'i dargedu dro ar ôl tro"),
    "under_18": Bilingual("Under 18", "O dan 18 oed"),
    "vulnerable": Bilingual("Vulnerable", "Agored i niwed"),
    "intimidated": Bilingual("Intimidated", "Wedi'i fygwth"),
}
REFUSED: Final = {
    "none_applies": Bilingual(
        "None of the grounds of the Victims' Code applies", "Nid oes un o seiliau'r Cod Dioddefwyr yn gymwys"
    ),
    "not_victim": Bilingual(
        "The rights belong to the victim, who is somebody else",
        "I'r dioddefwr, sef rhywun arall, y mae'r hawliau",
    ),
}
NO_CRIME: Final = {
    "not_a_crime_in_law": Bilingual(
        "What was reported is not a crime in law", "Nid yw'r hyn a adroddwyd yn drosedd yn y gyfraith"
    ),
    "evidence_against": Bilingual(
        "There is evidence that no crime happened", "Mae tystiolaeth na ddigwyddodd trosedd"
    ),
    "elsewhere": Bilingual(
        "It happened in the area of another force, which has it now",
        "Digwyddodd yn ardal heddlu arall, sydd â hyn nawr",
    ),
    "recorded_already": Bilingual(
        "It is recorded already with another report", "Mae wedi'i gofnodi eisoes gydag adroddiad arall"
    ),
    "victim_not_found": Bilingual(
        "Whoever it happened to could not be asked", "Ni ellid gofyn i'r sawl y digwyddodd iddo"
    ),
}
DECLINED: Final = {
    "declined": Bilingual("The person did not want it", "Nid oedd y person am hynny"),
}
REASONS: Final = GRANTED | REFUSED | NO_CRIME | DECLINED
ACTS: Final = {
    "case.decide_enhanced": Bilingual("Enhanced rights decided", "Penderfynwyd ar hawliau uwch"),
    "case.note_statement": Bilingual("Personal statement noted", "Nodwyd datganiad personol"),
    "case.refer_to_support": Bilingual("Referral to support noted", "Nodwyd cyfeirio at gymorth"),
    "case.record_no_crime": Bilingual(
        "No crime recorded, with the reason", "Dim trosedd wedi'i chofnodi, gyda'r rheswm"
    ),
    "case.say_needs": Bilingual(
        "The person told what they need", "Dywedodd y person beth sydd ei angen arno"
    ),
    "case.ask_statement": Bilingual(
        "The person asked to make a personal statement", "Gofynnodd y person am wneud datganiad personol"
    ),
    "case.ask_support": Bilingual("The person asked for support", "Gofynnodd y person am gymorth"),
    "case.say_wrong": Bilingual(
        "The person says that what they were told is wrong",
        "Dywed y person fod yr hyn a ddywedwyd wrtho yn anghywir",
    ),
    "case.change_language": Bilingual("The person changed the language", "Newidiodd y person yr iaith"),
}
STEPS: Final = {
    ("needs", "asked"): Bilingual(
        "The person told what they need", "Dywedodd y person beth sydd ei angen arno"
    ),
    ("enhanced", "granted"): Bilingual("Enhanced rights granted", "Rhoddwyd hawliau uwch"),
    ("enhanced", "refused"): Bilingual("Enhanced rights refused", "Gwrthodwyd hawliau uwch"),
    ("statement", "asked"): Bilingual("Personal statement asked for", "Gofynnwyd am ddatganiad personol"),
    ("statement", "offered"): Bilingual("Personal statement offered", "Cynigiwyd datganiad personol"),
    ("statement", "taken"): Bilingual("Personal statement made", "Gwnaed datganiad personol"),
    ("statement", "declined"): Bilingual("Personal statement not wanted", "Ni ddymunwyd datganiad personol"),
    ("support", "asked"): Bilingual("Support asked for", "Gofynnwyd am gymorth"),
    ("support", "done"): Bilingual("Referred to support", "Cyfeiriwyd at gymorth"),
    ("support", "declined"): Bilingual("Support not wanted", "Ni ddymunwyd cymorth"),
    ("review", "asked"): Bilingual("Review asked for", "Gofynnwyd am adolygiad"),
    ("review", "granted"): Bilingual(
        "Review: the decision was changed", "Adolygiad: newidiwyd y penderfyniad"
    ),
    ("review", "refused"): Bilingual(
        "Review: the decision stands", "Adolygiad: mae'r penderfyniad yn sefyll"
    ),
    ("recording", "refused"): Bilingual("No crime recorded", "Dim trosedd wedi'i chofnodi"),
}
