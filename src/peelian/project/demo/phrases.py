"""The words of made-up people. Names are common ones; addresses and numbers are reserved for examples."""

from __future__ import annotations

from typing import Final

FIRST: Final = (
    "Amina Bethan Callum Daniel Elin Fatima Gareth Hannah Imran Joanna Kofi Lowri Marek Nia Oliver Priya Rhys Sofia "
    "Tomos Yusuf"
)
LAST: Final = (
    "Adeyemi Begum Clarke Davies Evans Fernandes Griffiths Hughes Iqbal Jones Kaur Lewis Morgan Nowak Okoro Patel "
    "Roberts Singh Taylor Williams"
)
QUESTIONS: Final = {
    "en": (
        "When does the team next hold a surgery at the library?",
        "Who do I speak to about cars parked across the school crossing?",
        "Has anything been decided about the broken lights in the underpass?",
        "We would like an officer to visit our residents' meeting. How do we ask?",
        "What are you doing about motorbikes on the playing field in the evenings?",
        "How can I join the neighbourhood watch in my street?",
        "Will there be more patrols near the station after dark?",
        "Can the team advise us on locks for our allotment sheds?",
    ),
    "cy": (
        "Pryd mae'r tîm yn cynnal cymhorthfa nesaf yn y llyfrgell?",
        "Â phwy y dylwn siarad am geir wedi'u parcio ar draws croesfan yr ysgol?",
        "Sut gallaf ymuno â chynllun gwarchod y gymdogaeth yn fy stryd?",
        "A fydd mwy o batrolau ger yr orsaf ar ôl iddi nosi?",
    ),
}
PLACES: Final = (
    "the park",
    "High Street",
    "the station",
    "the library",
    "Mill Lane",
    "the school gate",
    "the post office",
)
ANSWERS: Final = {
    "en": (
        "Thank you for your question. The team will be at the library on the first Saturday of the month, 10 to 12.",
        "Thank you. We have passed this to the council, who look after the lights, and will ask them again next week.",
        "Thank you for telling us. We have added this place to our evening patrols for the coming month.",
    ),
    "cy": (
        "Diolch am eich cwestiwn. Bydd y tîm yn y llyfrgell ar ddydd Sadwrn cyntaf y mis, 10 tan 12.",
        "Diolch am roi gwybod inni. Rydym wedi ychwanegu'r lle hwn at ein patrolau gyda'r hwyr am y mis nesaf.",
    ),
}
REPLIES: Final = {
    "en": (
        "Thank you, but this is not quite what I asked. Could you look at it again?",
        "It is still happening, last night again.",
        "Here is the house number that you asked for: 12.",
    ),
    "cy": ("Diolch, ond nid dyna'n union a ofynnais. A allwch edrych eto?", "Mae'n dal i ddigwydd."),
}
LABEL: Final = {"en": "[Made up]", "cy": "[Ffug]"}
