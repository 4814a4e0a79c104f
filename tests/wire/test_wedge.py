"""A scanner or a person: no key lost, none doubled, none out of order, no code leaked."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api.scan import Key, KeyKind, Scan, Typed, Unreadable, Verdict
from drivers.scanner.wedge import GAP_MS, LENGTH_MAX, TAIL_MS, WedgeClassifier
from drivers.virtual.scanner import VirtualScanner

EAN = "6901028075763"


def typing(text: str, at_ms: int, gap_ms: int = 120) -> tuple[Key, ...]:
    """A person's keys; a line feed is Enter."""
    return tuple(
        Key(KeyKind.END if char == "\n" else KeyKind.CHAR, at_ms + at * gap_ms, char, origin=at)
        for at, char in enumerate(text)
    )


def run(keys: Iterable[Key], classifier: WedgeClassifier | None = None) -> list[Verdict]:
    """Feed keys as a busy program does: with no tick but the last."""
    classifier = classifier or WedgeClassifier()
    verdicts: list[Verdict] = []
    for key in keys:
        verdicts += classifier.feed(key)
    if classifier.due_ms is not None:
        verdicts += classifier.tick(classifier.due_ms)
    assert classifier.due_ms is None
    return verdicts


def run_with_ticks(keys: Iterable[Key]) -> list[Verdict]:
    """Feed keys as an idle program does: every silence that is long enough is noticed."""
    classifier = WedgeClassifier()
    verdicts: list[Verdict] = []
    for key in keys:
        if classifier.due_ms is not None and classifier.due_ms <= key.at_ms:
            verdicts += classifier.tick(key.at_ms)
        verdicts += classifier.feed(key)
    if classifier.due_ms is not None:
        verdicts += classifier.tick(classifier.due_ms)
    return verdicts


def scans(verdicts: Iterable[Verdict]) -> list[str]:
    return [each.code for each in verdicts if isinstance(each, Scan)]


def typed(verdicts: Iterable[Verdict]) -> list[Key]:
    return [key for each in verdicts if isinstance(each, Typed) for key in each.keys]


@pytest.mark.parametrize("gap_ms", [0, 1, 2, 5, 10, 20, GAP_MS])
@pytest.mark.parametrize("end", ["\r", "\t", "\r\n", ""])
def test_a_scan_is_a_scan_and_leaks_nothing(gap_ms: int, end: str) -> None:
    keys = VirtualScanner(gap_ms=gap_ms, end=end).keys(EAN, 1_000)

    assert run(keys) == [Scan(EAN)]


def test_an_end_key_that_comes_late_belongs_to_the_scan() -> None:
    keys = VirtualScanner(end="").keys(EAN, 0)
    late = Key(KeyKind.END, keys[-1].at_ms + TAIL_MS, "\r")

    assert run_with_ticks([*keys, late]) == [Scan(EAN)]
    own = Key(KeyKind.END, keys[-1].at_ms + TAIL_MS + 1, "\r")
    assert typed(run_with_ticks([*keys, own])) == [own]


@pytest.mark.parametrize("gap_ms", [GAP_MS + 1, 60, 120, 300])
def test_a_person_is_never_a_scan(gap_ms: int) -> None:
    keys = typing("6901028075763\n", 0, gap_ms)

    assert run(keys) == [Typed((key,)) for key in keys]


def test_fingers_that_land_together_are_still_a_person() -> None:
    keys = typing("123\n", 0, 8)

    assert typed(run(keys)) == list(keys)
    five = typing("12345", 0, 8)
    assert run(five) == [Typed(five)]


def test_a_held_key_is_never_a_scan() -> None:
    first = Key(KeyKind.CHAR, 0, "0")
    repeats = [Key(KeyKind.CHAR, 500 + 30 * at, "0", held=True) for at in range(40)]
    enter = Key(KeyKind.END, 500 + 30 * 40, "\r")
    keys = [first, *repeats, enter]

    assert typed(run(keys)) == keys
    unmarked = [Key(key.kind, key.at_ms, key.char) for key in keys]
    assert typed(run(unmarked)) == unmarked


def test_a_held_key_is_passed_on_at_once() -> None:
    classifier = WedgeClassifier()
    repeat = Key(KeyKind.CHAR, 500, "0", held=True)

    assert classifier.feed(repeat) == (Typed((repeat,)),)


def test_equal_digits_marked_as_repeats_are_a_scan_all_the_same() -> None:
    keys = VirtualScanner(gap_ms=2).keys("6900000000007", 0)
    marked = [
        Key(key.kind, key.at_ms, key.char, held=key.char == before.char)
        for before, key in zip((keys[0], *keys), keys, strict=False)
    ]

    assert run(marked) == [Scan("6900000000007")]


def test_full_width_digits_are_the_same_code() -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in EAN)

    assert run(VirtualScanner().keys(wide, 0)) == [Scan(EAN)]


@pytest.mark.parametrize("code", ["AB-12cd", "http://u.cn/Q?a=1", "{No.7}", "ABCDEF"])
@pytest.mark.parametrize("shift_keys", [True, False])
def test_capitals_and_signs_come_through(code: str, shift_keys: bool) -> None:
    verdicts = run(VirtualScanner(shift_keys=shift_keys).keys(code, 0))

    assert scans(verdicts) == [code]
    # A Shift before the first character may be a person's: it goes through, and does nothing.
    assert {key.kind for key in typed(verdicts)} <= {KeyKind.MODIFIER}


def test_caps_lock_turns_nothing_round() -> None:
    keys = VirtualScanner().keys("Ab-12cD", 0)
    locked = [Key(key.kind, key.at_ms, key.char.swapcase(), key.shift) for key in keys]

    assert scans(run(locked)) == ["Ab-12cD"]


def test_hanzi_in_a_burst_are_what_an_input_method_typed() -> None:
    keys = VirtualScanner(end="").keys("农夫山泉饮用", 0)

    assert run(keys) == [Typed(keys)]


def test_two_scans_in_a_row() -> None:
    scanner = VirtualScanner()
    first = scanner.keys(EAN, 0)
    second = scanner.keys("6921168509256", first[-1].at_ms + 2)

    assert run([*first, *second]) == [Scan(EAN), Scan("6921168509256")]


def test_a_shortcut_goes_through_at_once() -> None:
    classifier = WedgeClassifier()
    for kind in (KeyKind.OTHER, KeyKind.MODIFIER, KeyKind.END):
        key = Key(kind, 5)
        assert classifier.feed(key) == (Typed((key,)),)


def test_a_short_code_needs_its_end_key() -> None:
    assert run(VirtualScanner().keys("1234", 0)) == [Scan("1234")]
    assert scans(run(VirtualScanner(end="").keys("12345", 0))) == []
    assert scans(run(VirtualScanner(end="").keys("123456", 0))) == ["123456"]


@pytest.mark.parametrize("length", [LENGTH_MAX + 1, LENGTH_MAX * 2, LENGTH_MAX * 50])
def test_a_burst_too_long_is_told_and_never_typed(length: int) -> None:
    classifier = WedgeClassifier()
    keys = VirtualScanner(end="\r\n").keys("0123456789" * (length // 10) + "x" * (length % 10), 0)

    assert run(keys, classifier) == [Unreadable(length)]
    after = typing("7\n", keys[-1].at_ms + 500)
    assert typed(run(after, classifier)) == list(after)


def test_what_is_held_is_bounded() -> None:
    classifier = WedgeClassifier()
    fed = 0
    for at in range(LENGTH_MAX * 20):
        fed += len(typed(classifier.feed(Key(KeyKind.CHAR, at, "0"))))
    assert fed > LENGTH_MAX * 17, "a key that jams is passed on, not kept"


def test_a_slow_scanner_is_taught() -> None:
    keys = VirtualScanner(gap_ms=80).keys(EAN, 0)

    assert scans(run(keys)) == []
    assert run(keys, WedgeClassifier(gap_ms=100)) == [Scan(EAN)]
    with pytest.raises(ValueError, match="gap"):
        WedgeClassifier(gap_ms=1_000)


def test_a_clock_that_jumps_back_ends_the_burst() -> None:
    keys = [Key(KeyKind.CHAR, 1_000, "1"), Key(KeyKind.CHAR, 5, "2"), Key(KeyKind.CHAR, 6, "3")]

    assert typed(run(keys)) == keys


def test_a_tick_too_early_decides_nothing() -> None:
    classifier = WedgeClassifier()
    assert classifier.tick(10_000) == ()
    key = Key(KeyKind.CHAR, 100, "1")
    classifier.feed(key)

    assert classifier.due_ms == 140
    assert classifier.tick(139) == ()
    assert classifier.tick(140) == (Typed((key,)),)


HUMAN = st.lists(
    st.tuples(
        st.sampled_from([*KeyKind]),
        st.sampled_from("0123456789abcXYZ"),
        st.integers(GAP_MS + 1, 400),
    ),
    min_size=1,
    max_size=10,
)
CODES = st.text(alphabet="0123456789ABCxyz-./", min_size=6, max_size=40).filter(
    lambda code: len(set(code)) > 1
)
BURST = st.tuples(CODES, st.integers(0, GAP_MS), st.sampled_from(["\r", "\t", "\r\n", ""]))


@given(st.lists(HUMAN | BURST, max_size=8))
def test_any_mixture_is_told_apart(
    acts: list[list[tuple[KeyKind, str, int]] | tuple[str, int, str]],
) -> None:
    keys: list[Key] = []
    people: list[Key] = []
    codes: list[str] = []
    at_ms = 0
    for act in acts:
        at_ms += TAIL_MS + 1
        if isinstance(act, tuple):
            code, gap_ms, end = act
            keys += VirtualScanner(gap_ms=gap_ms, end=end, shift_keys=False).keys(code, at_ms)
            codes.append(code)
        else:
            for kind, char, gap_ms in act:
                at_ms += gap_ms
                pressed = Key(kind, at_ms, char, origin=len(keys))
                keys.append(pressed)
                people.append(pressed)
        at_ms = keys[-1].at_ms

    for verdicts in (run(keys), run_with_ticks(keys)):
        assert typed(verdicts) == people
        assert scans(verdicts) == codes


@given(
    st.lists(
        st.builds(
            Key,
            st.sampled_from([*KeyKind]),
            st.integers(0, 60),
            st.sampled_from("01aA农０ "),
            st.booleans(),
            st.booleans(),
        ),
        max_size=60,
    )
)
def test_whatever_comes_every_key_comes_out_at_most_once_and_in_order(gaps: list[Key]) -> None:
    at_ms = 0
    keys = []
    for number, key in enumerate(gaps):
        at_ms += key.at_ms
        keys.append(Key(key.kind, at_ms, key.char, key.shift, key.held, origin=number))

    for verdicts in (run(keys), run_with_ticks(keys)):
        numbers = [key.origin for key in typed(verdicts)]
        assert numbers == sorted({int(str(number)) for number in numbers})
        swallowed = len(keys) - len(numbers)
        if not any(isinstance(each, Scan | Unreadable) for each in verdicts):
            assert swallowed == 0
        else:
            assert swallowed >= sum(map(len, scans(verdicts)))
