"""What a printer's state means at the counter: how its lamp shines, and what to do."""

from collections.abc import Mapping

from drivers.api.device import CONDITION_WORDS, Condition
from drivers.api.errors import CoverOpen, DeviceError, Faulty, Missing, PaperOut, Silent
from pos_app.domain.errors import mark
from pos_app.usecases.bulletin import DeviceState

NO_PRINTER = mark("No printer is set up.")
CUT_OFF = mark("The connection to the printer broke. Check its cable, then look at the paper.")

# A printer that the shop has chosen and that cannot print is trouble, whatever the reason.
_TROUBLE: Mapping[Condition, str] = {
    Condition.PAPER_OUT: mark("The printer has no paper. Put in a new roll."),
    Condition.COVER_OPEN: mark("The printer's cover is open. Close it."),
    Condition.FAULTY: mark(
        "The printer reports a fault. Check for a paper jam, then switch it off and on."
    ),
    Condition.SILENT: mark("The printer does not answer. Switch it off and on again."),
    Condition.MISSING: mark(
        "The printer cannot be reached. Check that it is switched on and connected."
    ),
}
_CONDITIONS: Mapping[type[DeviceError], Condition] = {
    PaperOut: Condition.PAPER_OUT,
    CoverOpen: Condition.COVER_OPEN,
    Faulty: Condition.FAULTY,
    Silent: Condition.SILENT,
    Missing: Condition.MISSING,
}


def state_of(condition: Condition) -> DeviceState:
    """Say how the lamp shines."""
    if condition in _TROUBLE:
        return DeviceState.TROUBLE
    return DeviceState.UNKNOWN if condition is Condition.UNKNOWN else DeviceState.READY


def words_of(condition: Condition) -> str:
    """Return the message that goes with a printer's own words about itself."""
    return _TROUBLE.get(condition) or CONDITION_WORDS[condition]


def words_for(error: DeviceError) -> str:
    """Return what to do about a failed job."""
    condition = _CONDITIONS.get(type(error))
    return CUT_OFF if condition is None else _TROUBLE[condition]
