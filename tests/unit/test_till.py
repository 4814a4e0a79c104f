"""A session: nobody has rights until someone has signed in."""

import pytest

from pos_app.domain.errors import NotPermitted
from pos_app.usecases.till import Session
from tests.fake_shop import BY_CASHIER, CASHIER


def test_nobody_may_do_anything() -> None:
    with pytest.raises(NotPermitted):
        _ = Session().authority


def test_whoever_is_signed_in_has_the_rights_of_their_role() -> None:
    session = Session()
    session.staff = CASHIER

    assert session.authority == BY_CASHIER
    session.staff = None
    with pytest.raises(NotPermitted):
        _ = session.authority
