"""Makes the till's three sounds: `python -m installer.sounds`.

A tick for a scanned line, two low notes for an unknown code, two rising notes for money received.
They are kept under resources/sounds/, so this is run only to change them.
"""

import math
import struct
import wave
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"
RATE = 22_050

# Notes as (Hz, milliseconds, loudness in %).
Note = tuple[float, int, int]
SOUNDS: dict[str, tuple[Note, ...]] = {
    "scanned": ((1760.0, 45, 45),),
    "unknown": ((311.1, 130, 70), (233.1, 190, 70)),
    "money": ((1046.5, 90, 50), (1568.0, 190, 50)),
}


def samples(notes: tuple[Note, ...]) -> list[int]:
    """The notes one after the other, each struck quickly and fading, as 16-bit samples."""
    out = []
    for hertz, long_ms, loud in notes:
        count = RATE * long_ms // 1000
        for at in range(count):
            struck = min(1.0, at / (RATE * 0.004))
            fading = (1 - at / count) ** 2
            turn = 2 * math.pi * hertz * at / RATE
            tone = math.sin(turn) + 0.25 * math.sin(2 * turn)
            out.append(round(32_767 * loud / 100 / 1.25 * struck * fading * tone))
    return out


def write(path: Path, notes: tuple[Note, ...]) -> None:
    """Write the notes as a mono WAV file."""
    data = samples(notes)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(data)}h", *data))


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, notes in SOUNDS.items():
        write(FOLDER / f"{name}.wav", notes)
        print(f"{name}.wav")


if __name__ == "__main__":
    main()
