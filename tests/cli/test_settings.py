"""Another project's settings in the environment: said in one line, before anything is done."""

from pathlib import Path

import pytest

from peelian.cli.rooms import COMMANDS
from tests.cli.peelian import installed, peelian

VARIABLE = "DJANGO_SETTINGS_MODULE"
OF_RECORDS = sorted(name for name, room in COMMANDS.items() if room.extra == "web")


def test_there_are_commands_with_records() -> None:
    assert {"up", "worker", "manage", "ledger", "demo"} <= set(OF_RECORDS)


@pytest.mark.parametrize("name", OF_RECORDS)
@pytest.mark.parametrize("settings", ["shop.settings", "peelian.project.settings.nothing", "peelian.cli"])
def test_no_command_starts_with_the_settings_of_another_project(
    tmp_path: Path, name: str, settings: str
) -> None:
    ran = peelian(name, PEELIAN_HOME=str(tmp_path), DJANGO_SETTINGS_MODULE=settings)
    assert ran.code == 1
    assert settings in ran.line and f"unset {VARIABLE}" in ran.line and "did not foresee" not in ran.line
    assert "peelian.project.settings.all" in ran.line and "peelian.project.settings.base" not in ran.line
    assert not list(tmp_path.iterdir())


def test_it_is_told_in_welsh_too() -> None:
    assert (
        "gosodiadau Peelian" in peelian("demo", "--lang", "cy", DJANGO_SETTINGS_MODULE="shop.settings").line
    )


def test_help_and_the_commands_without_records_are_there_all_the_same() -> None:
    assert "Examples" in peelian("up", "--help", DJANGO_SETTINGS_MODULE="shop.settings").out
    assert peelian("version", DJANGO_SETTINGS_MODULE="shop.settings").code == 0


@pytest.mark.parametrize(
    "settings", ["", " ", "peelian.project.settings.production", "peelian.project.settings.all"]
)
def test_an_empty_name_is_none_and_our_own_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str
) -> None:
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    monkeypatch.setenv(VARIABLE, settings)
    ran = installed(
        "manage", "shell", "-c", "from django.conf import settings; print(settings.SETTINGS_MODULE)"
    )
    if "production" in settings:
        assert "A production site needs" in ran.line
    else:
        assert ran.out.splitlines()[-1] == "peelian.project.settings.all"
