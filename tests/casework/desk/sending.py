"""Forms on a case, opened and sent as a browser would."""

import re


def path(case, more=""):
    """The address of the case's page, or of one below it."""
    return f"/desk/cases/{case.reference}{more}"


def sent(browser, at, /, **typed):
    """Open the form at this address, type, and send it with the version that it carries."""
    page = browser.get(at)
    assert page.status_code == 200, page.content[-500:]
    version = re.search(r'name="version" value="(\d+)"', page.content.decode())
    return browser.post(at, {"version": version.group(1), **typed})
