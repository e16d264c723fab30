"""What the operator decided: settings from the environment, sources and channels from TOML, as frozen values.

settings.py   the environment -> Settings; with this package the only reader of os.environ
sources.py    sources.toml -> Watchlist, every problem with its file, line and remedy
secrets.py    secrets from the environment or a private file, and what a secret looks like in a text
"""

from tracker.config.secrets import redact
from tracker.config.settings import SETTINGS, Settings, default_sources, load_settings
from tracker.config.sources import Watchlist, load_sources, read_watchlist

__all__ = [
    "SETTINGS",
    "Settings",
    "Watchlist",
    "default_sources",
    "load_settings",
    "load_sources",
    "read_watchlist",
    "redact",
]
