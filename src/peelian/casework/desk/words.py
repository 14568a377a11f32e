"""Words of the desk for the codes that lie in the tables: acts, reasons, parts, channels, states of a sending."""

from __future__ import annotations

from typing import Final

from peelian.casework.cases import right_words
from peelian.reference.problems import Bilingual

ACTS: Final = {
    "case.open": Bilingual("Opened", "Agorwyd"),
    "case.take": Bilingual("Taken", "Cymerwyd"),
    "case.assign": Bilingual("Given to somebody", "Rhoddwyd i rywun"),
    "case.hand_over": Bilingual("Handed to another team", "Trosglwyddwyd i dîm arall"),
    "case.return": Bilingual("Returned to the team", "Dychwelwyd i'r tîm"),
    "case.answer": Bilingual("Answered", "Atebwyd"),
    "case.reply": Bilingual("The person wrote back", "Ysgrifennodd y person yn ôl"),
    "case.pause": Bilingual("Set to wait", "Gosodwyd i aros"),
    "case.resume": Bilingual("Went on", "Aed ymlaen"),
    "case.close": Bilingual("Closed", "Caewyd"),
    "case.reopen": Bilingual("Opened again", "Ailagorwyd"),
    "case.tag": Bilingual("Tagged", "Tagiwyd"),
    "case.untag": Bilingual("Tag taken off", "Tynnwyd tag"),
    "case.link": Bilingual("Linked to another case", "Cysylltwyd ag achos arall"),
    "case.unlink": Bilingual("Link to another case ended", "Daeth cysylltiad ag achos arall i ben"),
    "case.add_person": Bilingual("Person added", "Ychwanegwyd person"),
    "case.correct_person": Bilingual("Details of a person corrected", "Cywirwyd manylion person"),
    "case.join_people": Bilingual("Two records joined as one person", "Unwyd dau gofnod fel un person"),
    "case.part_people": Bilingual("Two joined records put apart", "Gwahanwyd dau gofnod a unwyd"),
    "case.record_incident": Bilingual("Incident recorded", "Cofnodwyd digwyddiad"),
    "case.record_crime": Bilingual("Crime recorded", "Cofnodwyd trosedd"),
    "case.set_outcome": Bilingual("Outcome set", "Pennwyd canlyniad"),
    "case.change": Bilingual(
        "Changed: restriction, urgency or language", "Newidiwyd: cyfyngiad, brys neu iaith"
    ),
    "case.triage": Bilingual("Decided how urgent it is", "Penderfynwyd pa mor frys ydyw"),
    "report.let_go": Bilingual("Looked at and put into the queue", "Edrychwyd arno a'i roi yn y ciw"),
    "report.spam": Bilingual("Set aside as spam", "Rhoddwyd o'r neilltu fel sbam"),
    "report.bring_back": Bilingual("Brought back: it was no spam", "Daethpwyd ag ef yn ôl: nid sbam ydoedd"),
    "case.flag": Bilingual("Something was noticed by rule", "Sylwyd ar rywbeth yn ôl rheol"),
    "case.correct_answers": Bilingual("What was written was corrected", "Cywirwyd yr hyn a ysgrifennwyd"),
    "case.end_part": Bilingual("A person's part ended", "Daeth rhan person i ben"),
    "case.disposed": Bilingual("Disposed of", "Gwaredwyd"),
    "clock.miss": Bilingual("A time limit was missed", "Collwyd terfyn amser"),
    "clock.resume": Bilingual(
        "A pause ran out: the clock runs again", "Daeth saib i ben: mae'r cloc yn rhedeg eto"
    ),
    "clock.change_rule": Bilingual("A rule changed", "Newidiodd rheol"),
    "contact.add": Bilingual("Way to reach the person added", "Ychwanegwyd ffordd o gyrraedd y person"),
    "contact.end": Bilingual("Way to reach the person ended", "Daeth ffordd o gyrraedd y person i ben"),
    "contact.rule": Bilingual(
        "What the person asks of us noted", "Nodwyd yr hyn y mae'r person yn ei ofyn gennym"
    ),
    "message.bounce": Bilingual("What we sent came back", "Daeth yr hyn a anfonwyd yn ôl"),
    "message.give_up": Bilingual("What we sent did not arrive", "Ni chyrhaeddodd yr hyn a anfonwyd"),
    "message.hold": Bilingual("Somebody must reach the person", "Rhaid i rywun gyrraedd y person"),
    "message.settle": Bilingual("Somebody tried to reach the person", "Ceisiodd rhywun gyrraedd y person"),
    "thread.renew": Bilingual("New words for the person's page", "Geiriau newydd ar gyfer tudalen y person"),
    "file.receive": Bilingual("A file began to arrive", "Dechreuodd ffeil gyrraedd"),
    "file.keep": Bilingual("File added", "Ychwanegwyd ffeil"),
    "file.scan": Bilingual("File scanned", "Sganiwyd ffeil"),
    "file.refuse": Bilingual("File refused", "Gwrthodwyd ffeil"),
    "retention.place_hold": Bilingual("Legal hold placed", "Gosodwyd ataliad cyfreithiol"),
    "retention.lift_hold": Bilingual("Legal hold lifted", "Codwyd ataliad cyfreithiol"),
    "retention.keep": Bilingual("Reviewed: kept", "Adolygwyd: cedwir"),
    "retention.propose": Bilingual("Disposal proposed", "Cynigiwyd gwaredu"),
    "retention.refuse": Bilingual("Disposal refused", "Gwrthodwyd gwaredu"),
    "retention.withdraw": Bilingual("Proposal of disposal withdrawn", "Tynnwyd cynnig gwaredu yn ôl"),
    **right_words.ACTS,
}
SOMETHING: Final = Bilingual("Something else was changed", "Newidiwyd rhywbeth arall")

GIVING_REASONS: Final = {
    "workload": Bilingual("Workload", "Llwyth gwaith"),
    "knows_the_matter": Bilingual("They know the matter or the place", "Maent yn adnabod y mater neu'r lle"),
    "absence": Bilingual("The owner is away", "Mae'r perchennog i ffwrdd"),
    "welsh": Bilingual("They speak Welsh", "Maent yn siarad Cymraeg"),
    "person_asked": Bilingual("The person asked for it", "Gofynnodd y person amdano"),
}
HANDING_REASONS: Final = {
    "wrong_team": Bilingual("It came to the wrong team", "Daeth i'r tîm anghywir"),
    "other_area": Bilingual("It is about another area", "Mae'n ymwneud ag ardal arall"),
    "other_service": Bilingual("Another team's work", "Gwaith tîm arall"),
    "workload": Bilingual("Workload", "Llwyth gwaith"),
    "person_asked": Bilingual("The person asked for it", "Gofynnodd y person amdano"),
}
CHANGE_REASONS: Final = {
    "risk": Bilingual("Somebody may be at risk", "Efallai fod rhywun mewn perygl"),
    "sensitive": Bilingual(
        "It is sensitive, or about somebody whom colleagues know",
        "Mae'n sensitif, neu'n ymwneud â rhywun y mae cydweithwyr yn ei adnabod",
    ),
    "no_longer": Bilingual("The reason for it is gone", "Nid yw'r rheswm drosto'n bod mwyach"),
    "person_asked": Bilingual("The person asked for it", "Gofynnodd y person amdano"),
    "correction": Bilingual("It was set wrongly", "Fe'i gosodwyd yn anghywir"),
}
URGENCY_REASONS: Final = {
    "as_suggested": Bilingual("The flags are right", "Mae'r fflagiau'n gywir"),
    "read_otherwise": Bilingual(
        "I read the whole report, and it shows something else",
        "Darllenais yr adroddiad cyfan, ac mae'n dangos rhywbeth arall",
    ),
    "spoke_to_them": Bilingual("Somebody has spoken to the person", "Mae rhywun wedi siarad â'r person"),
    "danger_over": Bilingual("The danger is over", "Mae'r perygl drosodd"),
    "officers_there": Bilingual("Officers are there or have been", "Mae swyddogion yno neu wedi bod yno"),
    "more_known": Bilingual(
        "We know more than the report says", "Gwyddom fwy nag y mae'r adroddiad yn ei ddweud"
    ),
    "wrong_flag": Bilingual("A flag is wrong", "Mae fflag yn anghywir"),
}
UNLINK_REASONS: Final = {
    "not_related": Bilingual("They do not belong together", "Nid ydynt yn perthyn i'w gilydd"),
    "settled": Bilingual("They no longer belong together", "Nid ydynt yn perthyn i'w gilydd mwyach"),
}
CORRECT_REASONS: Final = {
    "person_told_us": Bilingual("The person told us", "Dywedodd y person wrthym"),
    "written_wrongly": Bilingual("It was written down wrongly", "Fe'i hysgrifennwyd yn anghywir"),
    "document_seen": Bilingual("A document shows it", "Mae dogfen yn ei ddangos"),
}
PART_REASONS: Final = {
    "wrong_person": Bilingual("It was somebody else", "Rhywun arall ydoedd"),
    "wrong_part": Bilingual("Their part was another", "Roedd eu rhan yn un arall"),
    "part_over": Bilingual("They have no more to do with it", "Nid oes a wnelont ddim ag ef mwyach"),
}
WAY_REASONS: Final = {
    "not_safe": Bilingual("It is not safe, or not any more", "Nid yw'n ddiogel, neu nid yw'n ddiogel mwyach"),
    "wrong_way": Bilingual("It was wrong", "Roedd yn anghywir"),
    "other_way": Bilingual(
        "They want to be reached in another way", "Maent am gael eu cyrraedd mewn ffordd arall"
    ),
}
LOST_REASONS: Final = {
    "words_lost": Bilingual("They lost the words", "Maent wedi colli'r geiriau"),
    "words_seen": Bilingual(
        "Somebody else may have seen the words", "Efallai fod rhywun arall wedi gweld y geiriau"
    ),
}
RECORD_REASONS: Final = {
    "person_reported": Bilingual("The person reported it", "Adroddodd y person amdano"),
    "officer_found": Bilingual("An officer saw or found it", "Gwelodd neu daeth swyddog o hyd iddo"),
    "others_told": Bilingual("Another service told us", "Dywedodd gwasanaeth arall wrthym"),
}
OUTCOME_REASONS: Final = {
    "new_evidence": Bilingual("New evidence has come", "Daeth tystiolaeth newydd"),
    "decision_reviewed": Bilingual("The decision was reviewed", "Adolygwyd y penderfyniad"),
    "outcome_wrong": Bilingual("The wrong outcome was chosen", "Dewiswyd y canlyniad anghywir"),
}
LIFT_REASONS: Final = {
    "matter_over": Bilingual("What it was placed for is over", "Mae'r hyn y'i gosodwyd ar ei gyfer ar ben"),
    "hold_mistake": Bilingual("It was placed by mistake", "Fe'i gosodwyd drwy gamgymeriad"),
    "hold_replaced": Bilingual("Another hold takes its place", "Mae ataliad arall yn cymryd ei le"),
}
REFUSE_REASONS: Final = {
    "still_needed": Bilingual("The case is still needed", "Mae angen yr achos o hyd"),
    "not_looked_at": Bilingual("It was not looked at closely enough", "Ni edrychwyd arno'n ddigon manwl"),
    "proposed_by_mistake": Bilingual("It was proposed by mistake", "Fe'i cynigiwyd drwy gamgymeriad"),
}
OTHER_REASONS: Final = {
    "left": Bilingual("The owner has left", "Mae'r perchennog wedi gadael"),
    "moved": Bilingual("The owner has moved team", "Mae'r perchennog wedi symud tîm"),
    "closed": Bilingual("The case was closed", "Caewyd yr achos"),
}
LINKS: Final = {
    "same_matter": Bilingual("The same matter", "Yr un mater"),
    "same_person": Bilingual("The same person", "Yr un person"),
    "series": Bilingual("Part of a series", "Rhan o gyfres"),
    "related": Bilingual("Related in another way", "Yn gysylltiedig mewn ffordd arall"),
}
PARTS: Final = {
    "reporter": Bilingual("Asked or reported", "Gofynnodd neu adroddodd"),
    "victim": Bilingual("Victim", "Dioddefwr"),
    "witness": Bilingual("Witness", "Tyst"),
    "subject": Bilingual("Person it is about", "Person y mae'n ymwneud ag ef"),
}
REPORTED: Final = {
    "999": Bilingual("By a call to 999", "Drwy alwad i 999"),
    "101": Bilingual("By a call to 101", "Drwy alwad i 101"),
    "online": Bilingual("Online", "Ar-lein"),
    "counter": Bilingual("At a police station", "Mewn gorsaf heddlu"),
    "officer": Bilingual("To an officer, or by one", "Wrth swyddog, neu gan swyddog"),
    "other": Bilingual("In another way", "Mewn ffordd arall"),
}
CHANNELS: Final = {
    "": Bilingual("not chosen yet", "heb ei ddewis eto"),
    "email": Bilingual("Email", "E-bost"),
    "sms": Bilingual("Text message", "Neges destun"),
    "phone": Bilingual("Telephone", "Ffôn"),
    "post": Bilingual("Post", "Post"),
    "page": Bilingual("Their own page", "Eu tudalen eu hunain"),
}
SAFE: Final = {
    "yes": Bilingual("Safe, the person said", "Diogel, meddai'r person"),
    "no": Bilingual("Not safe: do not use", "Ddim yn ddiogel: peidiwch â'i defnyddio"),
    "unknown": Bilingual(
        "Not known to be safe: do not use", "Ni wyddys ei bod yn ddiogel: peidiwch â'i defnyddio"
    ),
}
SENDINGS: Final = {
    "queued": Bilingual("Not yet told", "Heb ei hysbysu eto"),
    "handing": Bilingual("Being told now", "Wrthi'n hysbysu"),
    "handed": Bilingual("Told; not yet confirmed", "Hysbyswyd; heb ei gadarnhau eto"),
    "delivered": Bilingual("Told", "Hysbyswyd"),
    "bounced": Bilingual("It came back", "Daeth yn ôl"),
    "held": Bilingual("Held: somebody must reach the person", "Ataliwyd: rhaid i rywun gyrraedd y person"),
    "failed": Bilingual("It could not be sent", "Ni ellid ei anfon"),
}
FILES: Final = {
    "receiving": Bilingual("Still arriving", "Yn dal i gyrraedd"),
    "held": Bilingual("Not scanned: open with care", "Heb ei sganio: agorwch â gofal"),
    "clean": Bilingual("Scanned", "Wedi'i sganio"),
    "refused": Bilingual("Refused", "Gwrthodwyd"),
    "destroyed": Bilingual("Destroyed", "Dinistriwyd"),
}
LOOKS: Final = {
    "case_page": Bilingual("Read the case", "Darllenodd yr achos"),
    "person": Bilingual("Read a person", "Darllenodd am berson"),
    "search": Bilingual("Searched", "Chwiliodd"),
    "file": Bilingual("Opened a file", "Agorodd ffeil"),
    "export": Bilingual("Took a copy", "Cymerodd gopi"),
    "api": Bilingual("Read by a program", "Darllenwyd gan raglen"),
}
WHO: Final = {
    "outside": Bilingual("The person", "Y person"),
    "system": Bilingual("Peelian itself", "Peelian ei hun"),
    "key": Bilingual("A program", "Rhaglen"),
    "user": Bilingual("Somebody", "Rhywun"),
}
REACH: Final = {
    "asked_never": Bilingual(
        "The person asked not to be told of anything. They read it on their own page.",
        "Gofynnodd y person am beidio â chael gwybod am ddim. Byddant yn ei ddarllen ar eu tudalen eu hunain.",
    ),
    "by_phone": Bilingual("You will be asked to telephone them.", "Gofynnir ichi eu ffonio."),
    "by_post": Bilingual(
        "You will be asked to write to them by post.", "Gofynnir ichi ysgrifennu atynt drwy'r post."
    ),
    "bounced": Bilingual(
        "What we sent before came back: somebody will be asked to reach them.",
        "Daeth yr hyn a anfonwyd gennym yn ôl: gofynnir i rywun eu cyrraedd.",
    ),
    "no_safe_point": Bilingual(
        "No safe way to tell them is known: somebody will be asked to reach them.",
        "Nid oes ffordd ddiogel hysbys o'u hysbysu: gofynnir i rywun eu cyrraedd.",
    ),
}
ANSWERS: Final = {
    "question": Bilingual("The question", "Y cwestiwn"),
    "text": Bilingual("What they wrote", "Yr hyn a ysgrifennwyd ganddynt"),
    "place": Bilingual("The place", "Y lle"),
    "answer_by": Bilingual("How they want the answer", "Sut y maent am gael yr ateb"),
}
URGENCY: Final = (
    (6, Bilingual("Emergency", "Argyfwng"), "red"),
    (4, Bilingual("Prompt", "Prydlon"), "orange"),
    (2, Bilingual("Soon", "Yn fuan"), "yellow"),
    (1, Bilingual("Urgent", "Brys"), "orange"),
)
"""A priority of so much or more, its word and the colour of its tag; no tag below."""
