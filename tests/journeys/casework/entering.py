"""How a person comes in for the first time: by the link that an administrator hands over, with a passkey."""


def link_for(people, user):
    """The secret of a first link, as an administrator hands it over."""
    from django.utils import timezone

    from peelian.accounts.actions.enrolments import write_first
    from peelian.accounts.actors import actor_for

    return write_first(user, actor=actor_for(people.huw), as_of=timezone.now())[1]


def with_passkey(page, people, user):
    """Set up a passkey by such a link, which signs in."""
    page.goto(f"/account/set-up?code={link_for(people, user)}")
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_label("Name of the passkey").fill("Work phone")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url("**/account")
