"""What can go wrong with the shop file, in words for the person at the counter.

* Trouble
  + StoreTrouble     anything below
    - AlreadyOpen    another window has this shop
    - NoShopHere     there is no shop file
    - NotAShop       the file is something else
    - NewerShop      a newer program made it
    - OldSqlite      the SQLite of this computer may damage it
    - DiskFull, DiskFailed, ReadOnly, Damaged, Busy
    - BadBackup      a copy that cannot be trusted
"""

from pos_app.domain.errors import Trouble, mark


class StoreTrouble(Trouble):
    """The shop file or the disk it is on."""


class AlreadyOpen(StoreTrouble):
    """The lock of this shop is held."""

    words = mark("This shop is open in another window. Use that window, or close it first.")


class NoShopHere(StoreTrouble):
    """The folder holds no shop file."""

    words = mark("There is no shop in {folder}.")


class NotAShop(StoreTrouble):
    """A file of another kind, or none at all."""

    words = mark("{file} is not a shop file. Choose another folder, or put the file elsewhere.")


class NewerShop(StoreTrouble):
    """The file has a revision that this program does not know."""

    words = mark(
        "This shop was last opened by a newer version of the program. Install the newer version;"
        " nothing was changed."
    )


class OldSqlite(StoreTrouble):
    """A SQLite that can corrupt a file when its write-ahead log starts over."""

    words = mark("SQLite {version} on this computer could damage the shop. Install the program"
                 " again to get a safe one.")  # fmt: skip


class DiskFull(StoreTrouble):
    """No room for what was to be written; nothing was."""

    words = mark("The disk is full, and nothing was saved. Free some space, then try again.")


class DiskFullReserve(DiskFull):
    """No room, but the room kept in reserve has just been given up."""

    words = mark(
        "The disk is full. A reserve was given up so that you can go on: try again now, and free"
        " some space soon."
    )


class DiskFailed(StoreTrouble):
    """Reading or writing failed; nothing of this change was kept."""

    words = mark("The disk did not take it, and nothing was saved. Try again; if it happens again,"
                 " check the disk.")  # fmt: skip


class ReadOnly(StoreTrouble):
    """The folder or the file may not be written."""

    words = mark("The shop's folder cannot be written. Check the disk and the rights of {folder}.")


class Damaged(StoreTrouble):
    """What was read cannot be right."""

    words = mark(
        "The shop file is damaged. Do not delete anything: restore the newest backup, and keep"
        " the damaged file."
    )


class Busy(StoreTrouble):
    """Somebody else writes and does not finish."""

    words = mark("The shop file is busy. Try again in a moment.")


class BadBackup(StoreTrouble):
    """A backup that does not hold what it should."""

    words = mark("{file} is not a whole backup of a shop. Choose another one.")
