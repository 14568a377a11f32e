"""Words of the pages about what to expect. None of the Welsh is reviewed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Final

from peelian.reference.problems import Bilingual

_B = Bilingual

WORDS: Final = SimpleNamespace(
    expect=_B("What to expect when you contact the police", "Beth i'w ddisgwyl pan fyddwch yn cysylltu â'r heddlu"),
    expect_from=_B("What to expect from {force}", "Beth i'w ddisgwyl gan {force}"),
    choose=_B("Choose your force. What nobody has published is said to be not known.", "Dewiswch eich heddlu. Dywedir nad yw'r hyn nad oes neb wedi'i gyhoeddi yn hysbys."),
    coverage=_B("Which reports each force takes online", "Pa adroddiadau y mae pob heddlu'n eu derbyn ar-lein"),
    coverage_lede=_B("What each force is known to take on its own website. No public table says it, so this one is put together from what was published in different years, and the year stands beside each. A dash means that it is not known: it does not mean no.", "Yr hyn y mae'n hysbys bod pob heddlu'n ei dderbyn ar ei wefan ei hun. Nid oes tabl cyhoeddus yn ei ddweud, felly lluniwyd hwn o'r hyn a gyhoeddwyd mewn gwahanol flynyddoedd, ac mae'r flwyddyn yn sefyll wrth ochr pob un. Mae llinell yn golygu nad yw'n hysbys: nid yw'n golygu na."),
    online=_B("What the force takes on its own website", "Yr hyn y mae'r heddlu'n ei dderbyn ar ei wefan ei hun"),
    nothing_known=_B("Nothing is known about this force: we found no dated publication that says which reports it takes online.", "Nid oes dim yn hysbys am yr heddlu hwn: ni chawsom gyhoeddiad â dyddiad sy'n dweud pa adroddiadau y mae'n eu derbyn ar-lein."),
    not_known=_B("Not known for: {kinds}.", "Nid yw'n hysbys ar gyfer: {kinds}."),
    yes=_B("Yes", "Ydy"),
    no=_B("No", "Nac ydy"),
    how_form=_B("by a form", "drwy ffurflen"),
    how_chat=_B("by online chat", "drwy sgwrs ar-lein"),
    published=_B("published {day}", "cyhoeddwyd {day}"),
    undated=_B("without a date, read {day}", "heb ddyddiad, darllenwyd {day}"),
    no_date=_B("no date", "dim dyddiad"),
    any_crime=_B("A crime, its kind not said", "Trosedd, heb ddweud pa fath"),
    here=_B("What you can report to it on this site", "Yr hyn y gallwch adrodd iddo ar y safle hwn"),
    here_yes=_B("You can report these to it here. Fraud and missing people are sent on to those who deal with them.", "Gallwch adrodd y rhain iddo yma. Anfonir twyll a phobl ar goll ymlaen at y rhai sy'n delio â nhw."),
    here_no=_B("This site takes no reports for this force at present. Call 101, or 999 in an emergency.", "Nid yw'r safle hwn yn derbyn adroddiadau ar gyfer yr heddlu hwn ar hyn o bryd. Ffoniwch 101, neu 999 mewn argyfwng."),
    answer=_B("How soon it says that it answers", "Pa mor fuan y mae'n dweud y bydd yn ateb"),
    answer_unknown=_B("Not known: we found nothing published about how soon this force answers reports made online.", "Nid yw'n hysbys: ni chawsom ddim wedi'i gyhoeddi am ba mor fuan y mae'r heddlu hwn yn ateb adroddiadau ar-lein."),
    unconfirmed=_B("Nobody at the force has confirmed this.", "Nid oes neb yn yr heddlu wedi cadarnhau hyn."),
    none_confirmed=_B("No force has confirmed any of this.", "Nid oes yr un heddlu wedi cadarnhau dim o hyn."),
    clocks=_B("The times that this service keeps", "Yr amseroedd y mae'r gwasanaeth hwn yn eu cadw"),
    clocks_lede=_B("For a report that is made here, each of these runs as a clock on your own page, where you see whether it was met, is late or stands still, and why.", "Ar gyfer adroddiad a wneir yma, mae pob un o'r rhain yn rhedeg fel cloc ar eich tudalen eich hun, lle gwelwch a gafodd ei gyflawni, a yw'n hwyr neu'n sefyll, a pham."),
    duty=_B("What is owed", "Yr hyn sy'n ddyledus"),
    by=_B("By when", "Erbyn pryd"),
    enhanced=_B("With enhanced rights", "Gyda hawliau uwch"),
    same=_B("The same", "Yr un peth"),
    rule=_B("By which rule", "Yn ôl pa reol"),
    unsure=_B("Not checked against the rule itself.", "Heb ei wirio yn erbyn y rheol ei hun."),
    who_has_rights=_B("Enhanced rights are for victims of the most serious crime, of repeated targeting, and those who are vulnerable or intimidated; everybody under 18 counts as vulnerable.", "Mae hawliau uwch ar gyfer dioddefwyr y troseddau mwyaf difrifol, rhai a dargedir dro ar ôl tro, a'r rhai sy'n agored i niwed neu dan fygythiad; mae pawb dan 18 oed yn cyfrif fel rhai sy'n agored i niwed."),
    officer=_B("Your named officer", "Eich swyddog wedi'i enwi"),
    officer_text=(
        _B("When somebody takes your report, your own page shows their name and how to reach them. Until then it names the team that has it.", "Pan fydd rhywun yn cymryd eich adroddiad, mae eich tudalen eich hun yn dangos eu henw a sut i'w cyrraedd. Tan hynny mae'n enwi'r tîm sydd ag ef."),
        _B("When that officer is away, the page names who covers for them: a colleague or the team. There is always somebody.", "Pan fydd y swyddog hwnnw i ffwrdd, mae'r dudalen yn enwi pwy sy'n cymryd ei le: cydweithiwr neu'r tîm. Mae rhywun bob amser."),
    ),
    closed=_B("What closed means", "Beth mae cau yn ei olygu"),
    figures=_B("How this service did for this force", "Sut y gwnaeth y gwasanaeth hwn dros yr heddlu hwn"),
    figures_lede=_B("The newest month that is published. Counts of 1 to 4 are hidden, and others with them that would give one away.", "Y mis diweddaraf a gyhoeddwyd. Cuddir cyfrifon o 1 i 4, ac eraill gyda nhw a fyddai'n datgelu un."),
    no_figures=_B("Nothing is published for this force yet.", "Nid oes dim wedi'i gyhoeddi ar gyfer yr heddlu hwn eto."),
    made_up=_B("Made up", "Ffug"),
    made_up_warning=_B("These figures are made up for trying Peelian out. No real person, case or force stands behind them, and they say nothing about {force}.", "Mae'r ffigurau hyn yn ffug, at ddibenion rhoi cynnig ar Peelian. Nid oes person, achos na heddlu go iawn y tu ôl iddynt, ac nid ydynt yn dweud dim am {force}."),
    measure=_B("Measure", "Mesur"),
    month=_B("Month", "Mis"),
    value=_B("Figure", "Ffigur"),
    hidden=_B("Hidden", "Cudd"),
    of=_B("{part} of {whole}", "{part} o {whole}"),
    hours=_B("{count} hours", "{count} awr"),
    more=_B("More", "Rhagor"),
    promise_officer=_B("The promise of a named officer (P21-01)", "Yr addewid o swyddog wedi'i enwi (P21-01)"),
    promise_online=_B("The promise of a national online platform (P21-03)", "Yr addewid o lwyfan ar-lein cenedlaethol (P21-03)"),
    force_page=_B("All figures about this force", "Yr holl ffigurau am yr heddlu hwn"),
    league=_B("How many kinds each force is known to take, as a measure", "Faint o fathau y mae'n hysbys bod pob heddlu'n eu derbyn, fel mesur"),
    download=_B("Download the table:", "Lawrlwythwch y tabl:"),
    force=_B("Force", "Heddlu"),
    known_count=_B("Kinds known", "Mathau hysbys"),
    site=_B("On this site", "Ar y safle hwn"),
    unknown_cell=_B("Not known", "Ddim yn hysbys"),
    summary=_B("Something is known of {known} of the {forces} forces. This site takes reports for {here} of the {forces} today.", "Mae rhywbeth yn hysbys am {known} o'r {forces} heddlu. Mae'r safle hwn yn derbyn adroddiadau ar gyfer {here} o'r {forces} heddiw."),
    sources=_B("Where it was read", "Ble y darllenwyd hyn"),
)  # fmt: skip
