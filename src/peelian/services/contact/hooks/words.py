"""What hooks are called to people: events, how a try ended, why one is paused, why something is not sent."""

from __future__ import annotations

from typing import Final

from peelian.reference.problems import Bilingual

EVENTS: Final[dict[str, Bilingual]] = {
    "case_opened": Bilingual("A case was opened", "Agorwyd achos"),
    "case_moved": Bilingual("A case moved on", "Symudodd achos ymlaen"),
    "case_assigned": Bilingual("A case was given to somebody", "Rhoddwyd achos i rywun"),
    "case_handed_over": Bilingual("A case was handed to another team", "Trosglwyddwyd achos i dîm arall"),
    "case_returned": Bilingual("A case came back to its team", "Dychwelodd achos i'w dîm"),
    "case_replied": Bilingual("The person wrote", "Ysgrifennodd y person"),
    "file_kept": Bilingual("A file was kept", "Cadwyd ffeil"),
    "crime_recorded": Bilingual("A crime was recorded", "Cofnodwyd trosedd"),
    "outcome_set": Bilingual("A crime was given an outcome", "Rhoddwyd canlyniad i drosedd"),
    "message_written": Bilingual("We wrote to the person", "Ysgrifennwyd at y person"),
}
CODES: Final[dict[str, Bilingual]] = {
    "hook-status": Bilingual("It was answered that it was not taken", "Atebwyd na chafodd ei gymryd"),
    "hook-redirect": Bilingual(
        "It was told to go to another address, which Peelian does not do",
        "Dywedwyd wrtho fynd i gyfeiriad arall, ac nid yw Peelian yn gwneud hynny",
    ),
    "hook-gone": Bilingual("It was answered that nobody is there any more", "Atebwyd nad oes neb yno mwyach"),
    "hook-no-such-host": Bilingual("The name of the host is not known", "Nid yw enw'r gwesteiwr yn hysbys"),
    "hook-no-answer": Bilingual("Nobody answered", "Ni atebodd neb"),
    "hook-too-slow": Bilingual("No answer came in time", "Ni ddaeth ateb mewn pryd"),
    "hook-certificate": Bilingual(
        "The certificate is not one for this address", "Nid yw'r dystysgrif yn un ar gyfer y cyfeiriad hwn"
    ),
    "hook-not-http": Bilingual("The answer was not HTTP", "Nid HTTP oedd yr ateb"),
    "hook-inside": Bilingual(
        "The address leads into a private network", "Mae'r cyfeiriad yn arwain i rwydwaith preifat"
    ),
    "hook-address": Bilingual("The address may not be sent to", "Ni cheir anfon i'r cyfeiriad"),
    "hook-networks": Bilingual(
        "A setting of this site cannot be read", "Ni ellir darllen un o osodiadau'r wefan hon"
    ),
    "hook-crashed": Bilingual(
        "Peelian stopped in the middle, each time", "Stopiodd Peelian yn y canol, bob tro"
    ),
}
FAULT: Final = Bilingual("Something in Peelian failed", "Methodd rhywbeth yn Peelian")
PAUSED: Final[dict[str, Bilingual]] = {
    "by_hand": Bilingual("Somebody paused it.", "Fe'i gohiriwyd gan rywun."),
    "failing": Bilingual(
        "Nothing was taken for a day, so Peelian paused it. Mend the other side, then let it go on: what waits is sent.",
        "Ni chymerwyd dim am ddiwrnod, felly fe'i gohiriwyd gan Peelian. Trwsiwch yr ochr arall, yna gadewch iddo fynd "
        "ymlaen: anfonir yr hyn sy'n aros.",
    ),
    "gone": Bilingual(
        "The other side says that nobody is there any more (410), so Peelian paused it.",
        "Dywed yr ochr arall nad oes neb yno mwyach (410), felly fe'i gohiriwyd gan Peelian.",
    ),
}
DROPPED: Final[dict[str, Bilingual]] = {
    "read_otherwise": Bilingual(
        "It was read from the feed instead", "Fe'i darllenwyd o'r ffrwd yn lle hynny"
    ),
    "not_needed": Bilingual("Nobody needs it any more", "Nid oes ei angen ar neb mwyach"),
    "wrong_place": Bilingual("The address was wrong", "Roedd y cyfeiriad yn anghywir"),
}
"""What a person may choose."""


def code_words(code: str) -> Bilingual:
    """Why a try failed."""
    return CODES.get(code, FAULT)
