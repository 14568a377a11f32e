"""The process that decodes a picture and writes its pixels anew. It runs alone, for a decoder reads what strangers sent.

    python -m peelian.casework.files.redrawing jpeg in out

It has a limit on memory, on processor time and on the size of what it writes, opens nothing but the two files, and says
how it ended by its exit code: 0 done, 3 damaged, 4 too many pixels. What comes out has no EXIF, no colour profile, no
comments, no second picture and nothing behind its end. The turn that a camera noted is carried out first.
"""

from __future__ import annotations

import resource
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

DONE: Final = 0
DAMAGED: Final = 3
TOO_LARGE: Final = 4
PIXELS: Final = 50_000_000
_MEMORY: Final = 1_500 * 2**20
_SECONDS: Final = 30
_WRITTEN: Final = 200 * 2**20
_FORMATS: Final = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}


def limit() -> None:
    """Set the limits of this process."""
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, _WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def redraw(kind: str, source: Path, target: Path) -> int:
    """Write the pixels of `source` to `target` in the same format; the exit code."""
    from PIL import Image, ImageOps

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(source, formats=[_FORMATS[kind]]) as picture:
            if picture.width * picture.height > PIXELS:
                return TOO_LARGE
            picture.verify()
        with Image.open(source, formats=[_FORMATS[kind]]) as picture:
            picture.load()
            turned = ImageOps.exif_transpose(picture)
            _write(kind, turned, target)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
        return TOO_LARGE
    except Exception:  # noqa: BLE001 - decoders raise anything; the file is damaged, whatever it was
        return DAMAGED
    return DONE


def _write(kind: str, picture: Image.Image, target: Path) -> None:
    from PIL import Image

    see_through = kind != "jpeg" and ("A" in picture.getbands() or "transparency" in picture.info)
    mode = "RGBA" if see_through else "RGB"
    bare = Image.new(mode, picture.size)
    bare.paste(picture.convert(mode))
    options = {"jpeg": {"quality": 92, "optimize": True}, "png": {}, "webp": {"quality": 90}}[kind]
    bare.save(target, format=_FORMATS[kind], **options)


def main(arguments: list[str]) -> int:
    """The exit code of the process."""
    kind, source, target = arguments
    limit()
    return redraw(kind, Path(source), Path(target))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
