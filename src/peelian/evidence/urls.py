"""The table of public pages. It is laid twice: in English at `/` and in Welsh at `/cy/`.

`tests/walk` visits every pattern in both languages; a new pattern fails there until it is visited.
"""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from peelian.evidence import changes, claims, forces, home, measures, search, sources, words
from peelian.evidence.league import comparisons, tables, trends
from peelian.evidence.plan import commitments, events, money, partnerships, services


class FileForm:
    """The end of a download's address."""

    regex = "csv|json|parquet"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileForm, "form")

PAGES: list[URLPattern] = [
    path("", home.front, name="home"),
    path("search", search.results, name="search"),
    path("claims", claims.index, name="claims"),
    path("claims.<form:form>", claims.index_file, name="claims-file"),
    path("claims/<str:claim_id>/working.<form:form>", claims.working_file, name="claim-file"),
    path("claims/<str:claim_id>", claims.one, name="claim"),
    path("forces", forces.index, name="forces"),
    path("forces.<form:form>", forces.index_file, name="forces-file"),
    path("forces/<str:force_id>/figures.<form:form>", forces.figures_file, name="force-file"),
    path("forces/<str:force_id>/measures/<str:measure_id>", trends.one, name="trend"),
    path("forces/<str:force_id>", forces.one, name="force"),
    path("measures", measures.index, name="measures"),
    path("measures.<form:form>", measures.index_file, name="measures-file"),
    path("measures/<str:measure_id>/figures.<form:form>", measures.figures_file, name="measure-file"),
    path("measures/<str:measure_id>", measures.one, name="measure"),
    path("data", sources.index, name="data"),
    path("data/sources.<form:form>", sources.index_file, name="data-file"),
    path("data/quarantine", sources.quarantine, name="quarantine"),
    path("data/quarantine.<form:form>", sources.quarantine_file, name="quarantine-file"),
    path("data/missing", sources.missing, name="missing"),
    path("data/missing.<form:form>", sources.missing_file, name="missing-file"),
    path("data/sources/<path:source_id>", sources.one, name="source"),
    path("plan", commitments.index, name="plan"),
    path("plan.<form:form>", commitments.index_file, name="plan-file"),
    path("plan/<str:commitment_id>/dates.<form:form>", commitments.milestones_file, name="commitment-file"),
    path("plan/<str:commitment_id>", commitments.one, name="commitment"),
    path("money", money.index, name="money"),
    path("money.<form:form>", money.index_file, name="money-file"),
    path("money/<str:fund_id>/amounts.<form:form>", money.fund_file, name="fund-file"),
    path("money/<str:fund_id>", money.one, name="fund"),
    path("events", events.index, name="events"),
    path("events.<form:form>", events.index_file, name="events-file"),
    path("partnerships", partnerships.index, name="partnerships"),
    path("partnerships.<form:form>", partnerships.index_file, name="partnerships-file"),
    path("services", services.index, name="services"),
    path("services.<form:form>", services.index_file, name="services-file"),
    path("services/<str:service_id>", services.one, name="service"),
    path("league", tables.index, name="leagues"),
    path("league/<str:measure_id>/table.<form:form>", tables.table_file, name="league-file"),
    path("league/<str:measure_id>", tables.one, name="league"),
    path("compare", comparisons.one, name="compare"),
    path("compare.<form:form>", comparisons.one_file, name="compare-file"),
    path("changes", changes.index, name="changes"),
    path("changes.<form:form>", changes.index_file, name="changes-file"),
    path("feed.atom", changes.site_feed, name="feed"),
    path("forces/<str:force_id>/feed.atom", changes.force_feed, name="force-feed"),
    path("claims/<str:claim_id>/feed.atom", changes.claim_feed, name="claim-feed"),
    path("api", words.programs, name="api"),
    path("method", words.method, name="method"),
    path("about", words.about, name="about"),
    path("accessibility", words.accessibility, name="accessibility"),
    path("privacy", words.privacy, name="privacy"),
    path("licence", words.licence, name="licence"),
]

pages = PAGES
