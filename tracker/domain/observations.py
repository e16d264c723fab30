"""What was seen and what it says: observation, repo, name, finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tracker.domain.facts import JSON, Fact


@dataclass(frozen=True, slots=True)
class RepoFile:
    """A file of a repo; `size` in bytes, None where the listing gave none."""

    name: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Repo:
    """The state of a Hub repo as it was seen once. Fields the Hub did not give are None or empty."""

    id: str  # "owner/name", may change by a rename
    uid: str  # the Hub's `_id`, stable; the id where the Hub gave none
    sha: str | None = None
    gated: str | None = None  # "no" | "auto" | "manual"; None: not stated
    disabled: bool = False
    gone: bool = False  # confirmed missing (sources: three times over 15 minutes, beside a healthy repo)
    renamed_from: str | None = None
    created_at: datetime | None = None  # of the repo, never of the release
    modified_at: datetime | None = None
    license: str | None = None  # the Hub's license id as stated, lower case
    license_name: str | None = None
    license_link: str | None = None
    card_license: tuple[str, ...] | None = None  # what the card's own front matter states, () none; None: not read
    license_file: str | None = None  # the name of the license file that was read
    license_text: str = ""  # the beginning of its text
    license_hash: str | None = None  # sha256 of its whole text
    tags: tuple[str, ...] = ()
    pipeline_tag: str | None = None
    library: str | None = None
    languages: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    base_models: tuple[str, ...] = ()
    relation: str | None = None  # quantized | finetune | adapter | merge
    parameters: int | None = None  # sum of the safetensors headers
    files: tuple[RepoFile, ...] | None = None  # None: not asked
    card: str = ""  # text of the README at `sha`, at most 64 kB, "" where not read
    gate_text: str = ""  # the conditions of the gate, from the card's metadata
    eu_excluded: bool = False  # extra_gated_eu_disallowed
    shards: tuple[str, ...] | None = None  # files that the indexes (*.index.json) ask for; None: no index was read
    config: Mapping[str, JSON] = field(default_factory=dict)  # what is kept of config.json, {} where it was not read
    collections: tuple[str, ...] = ()  # slugs of the owner's collections that it is in
    commit: str = ""  # the message of the commit `sha`, where it was asked for


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing seen at a source, kept as it was seen. (source, key) is its identity for ever."""

    source: str
    key: str
    type: str  # entry | repo | github
    seen_at: datetime
    title: str
    text: str = ""  # plain text, cleaned
    url: str | None = None  # http or https only
    link_key: str | None = None  # canonical link, the second identity of a feed entry
    language: str | None = None  # as the source states it
    published_at: datetime | None = None  # as the source states it; None where absurd
    repo: Repo | None = None
    baseline: bool = False  # seen at the first contact with its source: history, no alert
    id: int | None = None  # given by the store


@dataclass(frozen=True, slots=True)
class Name:
    """A model name taken apart. `key` (family and version, folded) is what clustering compares."""

    text: str  # as written: "Qwen3.5-397B-A17B-Instruct-2507"
    family: str  # "Qwen"
    key: str  # "qwen-3.5"
    version: str | None = None  # "3.5"
    total: float | None = None  # parameters
    active: float | None = None
    variant: str | None = None  # "instruct"
    date: str | None = None  # "2507"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one observation says, before anyone asks which release it belongs to."""

    language: str
    is_event: bool
    kind: str  # release, announcement, delay … or why not: api_only_model, tutorial_howto … (README, "Kinds")
    confidence: float
    organization: str | None = None  # title for people: "OpenAI"
    names: tuple[Name, ...] = ()  # the main one first
    facts: tuple[Fact, ...] = ()
    repos: tuple[str, ...] = ()  # Hub repos it links to
    reasons: tuple[str, ...] = ()
    openness_stated: bool | None = None
    suspicious: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The page behind an observation's link as plain text; "" where it could not be read."""

    observation: int
    url: str  # where it was found in the end
    title: str
    text: str
    language: str | None = None
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says of an observation: an event of some kind, or none."""

    observation: int
    is_event: bool
    kind: str | None = None  # a kind of finding
    author: str = ""
    note: str = ""
    made_at: datetime | None = None
