"""The file of roles: what stands in it holds together, and each kind of fault is found, all of them at once."""

import pytest

from peelian.accounts import roles
from peelian.accounts.problems import BadRoles, UnknownPermission, UnknownRole

GOOD = """
[permissions]
"case.see" = { en = "See", cy = "Gweld" }
[roles.officer]
title = { en = "Officer", cy = "Swyddog" }
permissions = ["case.see"]
grants = []
[without_account]
system = ["case.see"]
outside = []
"""


def write(tmp_path, text):
    file = tmp_path / "roles.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_packaged_file_has_the_agreed_roles_in_both_languages():
    book = roles.book()
    assert set(book.roles) == {
        "handler", "officer", "supervisor", "records_reviewer", "disposal_approver", "administrator",
        "auditor", "publisher",
    }  # fmt: skip
    assert all(role.title.cy != str(role.title) for role in book.roles.values())
    assert all(words.cy != str(words) for words in book.permissions.values())


def test_no_role_both_proposes_and_approves_a_disposal():
    for role in roles.book().roles.values():
        assert not {"retention.propose", "retention.approve"} <= role.permissions, role.id


def test_who_manages_accounts_reads_no_case():
    assert "case.see" not in roles.book().roles["administrator"].permissions


def test_a_good_file_is_read(tmp_path):
    assert roles.read(write(tmp_path, GOOD)).roles["officer"].permissions == {"case.see"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            ('permissions = ["case.see"]', 'permissions = ["case.sea"]'),
            "allows case.sea, which is no permission",
        ),
        (("grants = []", 'grants = ["chief"]'), "may give chief, which is no role"),
        (('title = { en = "Officer", cy = "Swyddog" }', ""), "The role officer has no title"),
        (('system = ["case.see"]', 'system = ["all"]'), "system is allowed all, which is no permission"),
        (('{ en = "See", cy = "Gweld" }', '{ en = "", cy = "" }'), "case.see has no words"),
    ],
)
def test_a_fault_is_named(tmp_path, change, words):
    with pytest.raises(BadRoles, match=words):
        roles.read(write(tmp_path, GOOD.replace(*change)))


def test_all_faults_are_told_together(tmp_path):
    text = GOOD.replace('["case.see"]', '["x.y"]').replace("grants = []", 'grants = ["chief"]')
    with pytest.raises(BadRoles) as told:
        roles.read(write(tmp_path, text))
    assert str(told.value).count("which is no") == 3


def test_unknown_names_are_told():
    with pytest.raises(UnknownRole, match="The roles are: handler, officer"):
        roles.role("king")
    with pytest.raises(UnknownPermission, match=r"roles\.toml"):
        roles.permission("case.burn")
