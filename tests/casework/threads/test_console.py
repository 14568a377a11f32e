"""The console shows that something would go out, and never to whom."""

from __future__ import annotations

import pytest

from peelian.casework.threads import sending
from peelian.casework.threads.models import Sending
from tests.casework.threads.told import EMAIL, Told
from tests.support.cases import NOON


@pytest.mark.parametrize("rehearsal", [False, True])
def test_words_are_shown_in_a_rehearsal_alone_and_an_address_never(
    asha: Told, capsys: pytest.CaptureFixture[str], settings_of_django: dict[str, object], rehearsal: bool
) -> None:
    """T-02: a production site writes neither."""
    settings_of_django["PEELIAN_CONSOLE_SHOWS_WORDS"] = rehearsal
    asha.point()
    row = asha.answer()
    sending.hand_over(now=NOON)
    out = capsys.readouterr().out
    assert row.idempotency_key in out
    assert EMAIL not in out
    assert ("There is a message for you" in out) is rehearsal
    assert (asha.case.reference[:3] in out) is rehearsal
    assert Sending.objects.get(pk=row.pk).state == "delivered"


def test_production_settings_do_not_ask_for_words() -> None:
    from pathlib import Path

    import peelian.project.settings as rooms

    folder = Path(rooms.__file__).parent
    for name in ("base", "casework", "production"):
        assert "PEELIAN_CONSOLE_SHOWS_WORDS" not in (folder / f"{name}.py").read_text(encoding="utf-8")
