"""What axe-core finds on the page that a browser shows; the script is in the page already."""

from typing import Any

RUN = (
    "() => axe.run(document, {resultTypes: ['violations'], preload: {assets: ['media']}})"
    ".then(found => found.violations)"
)
"""Style sheets would only be loaded for one rule, experimental and off: a fifth of the time. Only what was found comes back."""


def violations(page: Any) -> list[str]:
    """A line for each rule that the page breaks: the rule, what it asks for, and the first three places."""
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in page.evaluate(RUN)
    ]
