"""The claims page of the docs says what the definitions say."""

from pathlib import Path

from peelian.plan.claims.catalogue import packaged
from peelian.plan.claims.reference_page import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "claims.md"


def test_the_claims_page_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "run: python -m peelian.plan.claims.reference_page docs/reference/claims.md"
    )


def test_the_page_holds_every_claim_and_no_verdict_as_fact() -> None:
    text = page()
    assert len(packaged()) >= 17
    for claim in packaged().values():
        assert f"## {claim.id}: " in text
