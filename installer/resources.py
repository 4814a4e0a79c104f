"""Turns sources under resources/ into the files the till loads: `python -m installer.resources`.

A step is a function that takes the resources folder and returns the files it wrote.
"""

from collections.abc import Callable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

RESOURCES = Path(__file__).resolve().parents[1] / "resources"


def compile_catalogues(locale_dir: Path) -> list[Path]:
    """Compile every `.po` below the folder into a `.mo` beside it."""
    written = []
    for source in sorted(locale_dir.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
        target = source.with_suffix(".mo")
        unfinished = target.with_suffix(".mo.part")
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(target)
        written.append(target)
    return written


def _catalogues(resources: Path) -> list[Path]:
    return compile_catalogues(resources / "locale")


STEPS: tuple[Callable[[Path], list[Path]], ...] = (_catalogues,)


def main() -> None:
    for step in STEPS:
        for path in step(RESOURCES):
            print(path.relative_to(RESOURCES.parent))


if __name__ == "__main__":
    main()
