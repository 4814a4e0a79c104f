"""What the command line does without a window."""

import sys
from pathlib import Path

from pos_app import words
from pos_app.bootstrap.opening import open_or_upgrade
from pos_app.domain.errors import AppError
from pos_app.domain.people import SYSTEM
from pos_app.hardware.clock import SystemClock
from pos_app.settings import LANGUAGE
from pos_app.store import backup as backups
from pos_app.store.ids import new_id
from pos_app.store.shop_file import ShopFile
from pos_app.store.troubles import NoShopHere
from pos_app.ui.wording import error_text, written
from pos_app.usecases.import_products import ImportProducts, OnProgress
from pos_app.usecases.product_file import ProductFile, RefusedRow
from pos_app.usecases.product_row import ParsedProduct
from pos_app.usecases.refused_report import line_and_reason, write_report
from pos_app.words import mark

REFUSED_SHOWN = 20

_READ = mark("Read {percent} %")
_WRITTEN = mark("Imported {percent} %")
_DONE = mark("{new} new products, {changed} changed, {same} the same, {refused} rows refused.")
_MORE = mark("… and {count} more. --report FILE writes all of them.")
_NOTHING = mark("No row could be imported; nothing was changed.")
_COPIED = mark("Copied and checked: {file}")
_RESTORED = mark("Restored. What was there before lies in {folder}.")
_WAS_PAIRED = mark(
    "This till is paired. If it sold anything after the copy was made, the server will notice"
    " and nothing is sent until support has looked; selling goes on."
)
_SOUND = mark("The shop file is sound: {facts} records, chain and tables checked.")


def import_products(folder: Path, file: Path, report: Path | None) -> int:
    """Import a CSV into the shop of a folder; 0 when at least one row went in."""
    shop = _open(folder)
    if shop is None:
        return 1
    try:
        rows = list(ProductFile(file).rows(_progress(_READ)))
        good = [row for row in rows if isinstance(row, ParsedProduct)]
        refused = [row for row in rows if isinstance(row, RefusedRow)]
        _say_refused(refused, report)
        if not good:
            _say(words.text(_NOTHING))
            return 1
        importing = ImportProducts(shop.queries, shop.writer, new_id)
        brought = importing(good, SYSTEM, _progress(_WRITTEN))
        _say(
            words.text(
                _DONE,
                new=brought.new_count,
                changed=brought.changed_count,
                same=brought.same_count,
                refused=len(refused),
            )
        )
        return 0
    except AppError as error:
        return _failed(error)
    finally:
        shop.close()


def backup(folder: Path) -> int:
    """Copy the shop file and check the copy."""
    shop = _open(folder)
    if shop is None:
        return 1
    try:
        _say(words.text(_COPIED, file=shop.backups.make(shop.readers.here())))
        return 0
    except AppError as error:
        return _failed(error)
    finally:
        shop.close()


def restore(folder: Path, file: Path) -> int:
    """Put a copy in the place of the shop file."""
    try:
        before = backups.restore(folder, file, SystemClock())
    except AppError as error:
        return _failed(error)
    _say(words.text(_RESTORED, folder=before))
    shop = _open(folder)
    if shop is not None:
        if shop.sync.load().server_url is not None:
            _say(words.text(_WAS_PAIRED))
        shop.close()
    return 0


def doctor(folder: Path) -> int:
    """Check the chain from its first link and every table."""
    shop = _open(folder)
    if shop is None:
        return 1
    try:
        shop.check_all()
        _say(words.text(_SOUND, facts=shop.writer.tip.seq))
        return 0
    except AppError as error:
        return _failed(error)
    finally:
        shop.close()


def _open(folder: Path) -> ShopFile | None:
    try:
        shop = open_or_upgrade(folder, SystemClock())
        if shop is None:
            raise NoShopHere(folder=str(folder))
    except AppError as error:
        _failed(error)
        return None
    words.set_language(shop.settings.values().get(LANGUAGE.key, LANGUAGE.default))
    return shop


def _say_refused(refused: list[RefusedRow], report: Path | None) -> None:
    def say(message: str, /, **values: object) -> str:
        return words.text(message, **written(values))

    for row in refused[:REFUSED_SHOWN]:
        _say(line_and_reason(row, say))
    if len(refused) > REFUSED_SHOWN:
        _say(words.text(_MORE, count=len(refused) - REFUSED_SHOWN))
    if report is not None:
        write_report(refused, report, say)


def _progress(message: str) -> OnProgress:
    """Return what writes a percentage over itself, once for each."""
    shown = -1

    def show(done: int, total: int) -> None:
        nonlocal shown
        percent = done * 100 // total if total else 100
        if percent != shown:
            shown = percent
            end = "\n" if percent == 100 else "\r"
            sys.stdout.write(words.text(message, percent=percent) + end)
            sys.stdout.flush()

    return show


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _failed(error: AppError) -> int:
    sys.stderr.write(error_text(error) + "\n")
    return 1
