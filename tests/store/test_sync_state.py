"""What the sync thread keeps in the shop file, and the key that signs for it."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from pos_app.domain.sale import ReceiptNumber
from pos_app.store import keys
from pos_app.store.sync_state import UNPAIRED, SyncRow
from tests.store.shop_kit import Till

PAIRED = SyncRow(
    "https://pos.example", 7, "幸福集团", 3, "幸福便利店", 12, 5, b"\x01" * 32, "epoch", "fork"
)


def test_the_state_outlives_a_restart(till: Till) -> None:
    assert till.shop.sync.load() == UNPAIRED

    till.shop.sync.save(PAIRED)

    assert till.reopen().sync.load() == PAIRED


def test_receipts_of_a_paired_till_bear_its_number(till: Till) -> None:
    till.stock(till.product("可乐", "1"))
    assert till.sell("1").number == ReceiptNumber(1, 1, 1)

    till.shop.sync.save(PAIRED)
    assert till.sell("1").number == ReceiptNumber(12, 1, 2)

    till.shop.sync.save(PAIRED._replace(till=1_000))
    assert till.sell("1").number == ReceiptNumber(12, 1, 3)


def test_the_key_signs_for_the_stream(till: Till) -> None:
    stream = till.shop.sync.stream

    key = keys.load_key(till.folder, stream.public_key)

    assert key.public_key == stream.public_key
    Ed25519PublicKey.from_public_bytes(stream.public_key).verify(key.sign(b"batch"), b"batch")


@pytest.mark.parametrize("content", [None, b"", b"no key", b"other"])
def test_a_key_that_is_gone_or_another_is_named(
    till: Till, tmp_path: Path, content: bytes | None
) -> None:
    path = till.folder / keys.KEY_FILE
    if content is None:
        path.unlink()
    elif content == b"other":
        keys.make_key(tmp_path)
        path.write_bytes((tmp_path / keys.KEY_FILE).read_bytes())
    else:
        path.write_bytes(content)

    with pytest.raises(keys.KeyMissing):
        keys.load_key(till.folder, till.shop.sync.stream.public_key)


def test_the_private_key_is_not_in_the_shop_file(till: Till) -> None:
    till.shop.close()
    pem = (till.folder / keys.KEY_FILE).read_bytes()
    secret = b"".join(pem.splitlines()[1:-1])

    assert len(secret) > 40
    assert secret not in till.path.read_bytes()
