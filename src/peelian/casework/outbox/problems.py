"""What can go wrong with events, in words for those who run Peelian."""

from __future__ import annotations

from peelian.reference.problems import Problem


class OutboxProblem(Problem):
    """The base of every problem of the outbox."""

    code = "outbox"


class HandlerTwice(OutboxProblem):
    code = "outbox-handler-twice"
    en = "Two functions are registered as the handler {handler}. Give each its own name."
    cy = "Mae dwy swyddogaeth wedi’u cofrestru fel y triniwr {handler}. Rhowch ei enw ei hun i bob un."


class UnknownHandler(OutboxProblem):
    code = "outbox-handler-unknown"
    en = (
        "Events wait for handlers that are not there: {handlers}. Register a handler under the old name, or start the "
        "version of Peelian that has it until nothing waits."
    )
    cy = (
        "Mae digwyddiadau’n aros am drinwyr nad ydynt yno: {handlers}. Cofrestrwch driniwr o dan yr hen enw, neu "
        "cychwynnwch y fersiwn o Peelian sydd ag ef hyd nes nad oes dim yn aros."
    )


class OutsideTransaction(OutboxProblem):
    code = "outbox-outside-transaction"
    en = "The event {name} was emitted outside a transaction. Emit it inside the action that it tells of."
    cy = "Allyrrwyd y digwyddiad {name} y tu allan i drafodyn. Gwnewch hynny y tu mewn i’r weithred y mae’n sôn amdani."


class NotAnEvent(OutboxProblem):
    code = "outbox-not-an-event"
    en = "An event’s name is lower-case words joined by “_”, and its stream 32 hexadecimal digits: {name} is not so."
    cy = (
        "Geiriau mewn llythrennau bach wedi’u cysylltu â “_” yw enw digwyddiad, a 32 digid hecsadegol yw ei ffrwd: nid "
        "felly {name}."
    )


class TooMuchInBody(OutboxProblem):
    code = "outbox-body"
    en = "The body of the event {name} may hold only ids, codes and whole numbers: {field} is something else."
    cy = "Dim ond rhifau adnabod, codau a rhifau cyfan a gaiff corff y digwyddiad {name} eu dal: rhywbeth arall yw {field}."


class DeliveryLost(OutboxProblem):
    """Another worker took the delivery over: whatever this one did is rolled back."""

    code = "outbox-delivery-lost"
    en = "The delivery {delivery} is no longer held by this worker, so nothing of its effect is kept."
    cy = "Nid yw’r dosbarthiad {delivery} yn nwylo’r gweithiwr hwn mwyach, felly ni chedwir dim o’i effaith."


class NotFinished(OutboxProblem):
    code = "outbox-not-finished"
    en = "The handler {handler} ended without finishing its event. Call told.done() inside its transaction."
    cy = "Daeth y triniwr {handler} i ben heb orffen ei ddigwyddiad. Galwch told.done() y tu mewn i’w drafodyn."
