"""Words about safety on the page of one's own report. Nobody has reviewed their Welsh: the English stands beside it."""

from __future__ import annotations

from typing import Final

from peelian.reference.problems import Bilingual

SAFETY: Final = {
    "danger": Bilingual(
        "If you are in danger now, call 999.",
        "Os ydych mewn perygl nawr, ffoniwch 999.",
    ),
    "made_to": Bilingual(
        "If somebody makes you withdraw, you do not have to. Press Back, or write to us what happens to you.",
        "Os oes rhywun yn eich gorfodi i dynnu'n ôl, nid oes rhaid ichi. Pwyswch Yn ôl, neu ysgrifennwch atom am yr hyn "
        "sy'n digwydd ichi.",
    ),
    "not_safe": Bilingual(
        "Tell us below if it is not safe to reach you in some way.",
        "Dywedwch isod os nad yw'n ddiogel eich cyrraedd mewn rhyw ffordd.",
    ),
}
