"""The table of public pages. It is laid twice: in English at `/` and in Welsh at `/cy/`.

`tests/walk` visits every pattern in both languages; a new pattern fails there until it is visited.
"""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from peelian.evidence import claims, forces, home, measures, search, sources, words


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
    path("method", words.method, name="method"),
    path("about", words.about, name="about"),
    path("accessibility", words.accessibility, name="accessibility"),
    path("privacy", words.privacy, name="privacy"),
    path("licence", words.licence, name="licence"),
]

pages = PAGES
