"""Reports a weapon without a name over a site's databases and prints the eight words: `python -m tests.faults.casework.unnamed`."""

if __name__ == "__main__":
    from peelian.project.preparing import prepare_databases

    prepare_databases(lambda _text: None)

    from django.utils import timezone

    from peelian.accounts.actors import outside_actor
    from peelian.accounts.models import Team
    from peelian.casework.cases.actions.opening import open_case
    from peelian.casework.threads import anonymous
    from peelian.services.contact.kinds import GENERAL_QUESTION
    from peelian.services.contact.numbers import new_number

    now, number = timezone.now(), new_number()
    words = anonymous.words_for(number)
    new = anonymous.new_words(number, words)
    case = open_case(
        GENERAL_QUESTION,
        team=Team.objects.get(slug="selly-oak"),
        force="west-midlands",
        payload={"question": "A boy of my school carries a knife.", "answer_by": "page"},
        actor=outside_actor(now),
        as_of=now,
        also=lambda act, people: anonymous.open_anonymous_thread(act, new) and None,
    )
    print(case.reference, words)
