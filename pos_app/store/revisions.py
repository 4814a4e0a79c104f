"""Which revisions of the shop file this program knows; a check at start without Alembic."""

from pos_app.store.engine import Database, DatabaseError
from pos_app.store.troubles import Damaged, NewerShop

# Oldest first. A test compares them with the steps in migrations/.
KNOWN = ("0001",)
NEWEST = KNOWN[-1]


def must_migrate(database: Database) -> bool:
    """Say whether an older program made the file.

    Raises NewerShop for a revision that this program does not know, Damaged for none.
    """
    try:
        rows = database.execute("SELECT version_num FROM alembic_version").fetchall()
    except DatabaseError as error:
        raise Damaged from error
    if len(rows) != 1:
        raise Damaged
    if rows[0][0] not in KNOWN:
        raise NewerShop(revision=rows[0][0])
    return bool(rows[0][0] != NEWEST)
