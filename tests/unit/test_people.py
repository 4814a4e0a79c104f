"""People: each role may do what its shop expects of it, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import NotPermitted
from pos_app.domain.people import (
    ROLE_PERMISSIONS,
    SYSTEM,
    Authority,
    Permission,
    Role,
    Staff,
    authority_of,
)

COUNTER = {Permission.SELL, Permission.VOID_CART, Permission.REPRINT, Permission.ADD_PRODUCT}
OFFICE = {Permission.SEE_REPORTS, Permission.IMPORT_PRODUCTS}


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.CASHIER, COUNTER),
        (Role.SENIOR, COUNTER | OFFICE),
        (Role.OWNER, COUNTER | OFFICE | {Permission.CHANGE_SETTINGS, Permission.PAIR}),
    ],
)
def test_a_role_grants_its_rights_and_no_others(role: Role, allowed: set[Permission]) -> None:
    authority = authority_of(Staff("s-1", "1001", "小王", role))

    for permission in Permission:
        if permission in allowed:
            authority.require(permission)
        else:
            with pytest.raises(NotPermitted) as refusal:
                authority.require(permission)
            assert refusal.value.values == {"permission": permission.value}
    assert (authority.actor, authority.approver) == ("s-1", None)


def test_every_role_has_rights_and_a_higher_one_loses_none() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert ROLE_PERMISSIONS[Role.CASHIER] < ROLE_PERMISSIONS[Role.SENIOR]
    assert ROLE_PERMISSIONS[Role.SENIOR] < ROLE_PERMISSIONS[Role.OWNER]


@given(st.frozensets(st.sampled_from(Permission)), st.sampled_from(Permission))
def test_only_what_is_granted_is_allowed(
    granted: frozenset[Permission], wanted: Permission
) -> None:
    try:
        Authority("s-1", granted).require(wanted)
    except NotPermitted:
        assert wanted not in granted
    else:
        assert wanted in granted


def test_the_program_itself_acts_as_nobody_and_may_do_all() -> None:
    assert SYSTEM.actor is None
    for permission in Permission:
        SYSTEM.require(permission)
