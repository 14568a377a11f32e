"""The five words a finding may use, the speakers it may name, and their Welsh."""

from typing import Final

Words = dict[str, str]
"""One text in each language: {"en": ..., "cy": ...}."""

HOLDS: Final = "holds"
HOLDS_WITH_NOTE: Final = "holds with note"
DOES_NOT_HOLD: Final = "does not hold as stated"
COULD_NOT_TELL: Final = "could not tell"
INCONSISTENT_SOURCE: Final = "inconsistent source"

VERDICTS: Final[dict[str, Words]] = {
    HOLDS: {"en": "holds", "cy": "yn gywir"},
    HOLDS_WITH_NOTE: {"en": "holds with note", "cy": "yn gywir gyda nodyn"},
    DOES_NOT_HOLD: {"en": "does not hold as stated", "cy": "nid yw'n gywir fel y'i dywedwyd"},
    COULD_NOT_TELL: {"en": "could not tell", "cy": "methu dweud"},
    INCONSISTENT_SOURCE: {"en": "inconsistent source", "cy": "ffynhonnell anghyson"},
}

SPEAKERS: Final[dict[str, Words]] = {
    "government": {"en": "government", "cy": "y llywodraeth"},
    "opposition": {"en": "opposition", "cy": "yr wrthblaid"},
    "police": {"en": "police", "cy": "yr heddlu"},
    "charity": {"en": "charity", "cy": "elusen"},
    "local government": {"en": "local government", "cy": "llywodraeth leol"},
    "newspaper": {"en": "newspaper", "cy": "papur newydd"},
    "leaked paper": {"en": "leaked paper", "cy": "papur a ddatgelwyd"},
    "you": {"en": "you", "cy": "chi"},
}

NOT_LOADED: Final[Words] = {
    "en": "Could not tell, whatever the other rules say, when a figure that the rule needs is not loaded or a sum divides by zero.",
    "cy": "Methu dweud, beth bynnag a ddywed y rheolau eraill, pan nad yw ffigur y mae'r rheol ei angen "
    "wedi ei lwytho neu fod swm yn rhannu â sero.",
}
