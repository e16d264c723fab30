"""Makes the pictures of this folder: the demo's letters as a mail program shows them, with chromium, light and dark.

python docs/pictures/make.py            # plays the demo first; needs chromium and the tracker's environment
python docs/pictures/make.py FOLDER     # takes the letters of an earlier demo
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
LETTER = "letter-2025-08-06.html"
NARROWEST = 500  # pixels of a window of chromium
LIMIT = 200_000  # bytes of a picture
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
)
PICTURES = {
    # name: (width, height in CSS pixels, dark)
    "letter-desktop.png": (760, 960, False),
    "letter-phone-dark.png": (390, 1200, True),
}


def main(arguments: list[str]) -> None:
    """Makes all pictures, out of the folder named or of a fresh demo."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(arguments[0]) if arguments else Path(made, "demo")
        if not arguments:
            subprocess.run([sys.executable, "-m", "tracker", "demo", "--out", str(folder)], check=True)  # noqa: S603 - ours
        page = (folder / LETTER).read_text(encoding="utf-8")
        for name, (width, height, dark) in PICTURES.items():
            picture(page, HERE / name, width, height, dark=dark)


def picture(page: str, file: Path, width: int, height: int, *, dark: bool = False) -> None:
    """One picture of an HTML page in a frame of its own, as no window is narrower than NARROWEST."""
    with tempfile.TemporaryDirectory() as made:
        Path(made, "page.html").write_text(_in_scheme(page, dark=dark), encoding="utf-8")
        frame = Path(made, "frame.html")
        frame.write_text(
            f'<!doctype html><body style="margin:0;background:{"#000" if dark else "#ddd"}"><iframe src="page.html" '
            f'style="border:0;display:block;margin:0 auto;width:{width}px;height:{height}px"></iframe>',
            encoding="utf-8",
        )
        window = (f"--window-size={max(width, NARROWEST)},{height}", f"--screenshot={file}")
        chromium = shutil.which("chromium") or "chromium"
        subprocess.run([chromium, *QUIET, *window, frame.as_uri()], check=True, capture_output=True)  # noqa: S603 - ours
    if file.stat().st_size > LIMIT:
        raise SystemExit(f"{file}: {file.stat().st_size} bytes are more than {LIMIT}")


def _in_scheme(page: str, *, dark: bool) -> str:
    """The page as a reader with a light or dark machine sees it, whatever machine makes the picture."""
    wanted = "all" if dark else "not all"
    return re.sub(r"@media \(prefers-color-scheme: dark\)", f"@media {wanted}", page)


if __name__ == "__main__":
    main(sys.argv[1:])
