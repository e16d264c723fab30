"""Which release an observation speaks of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.samples import NOW, event, fact, finding, linked, name, release, repo
from tracker.analysis.cluster import match_entry, match_repo
from tracker.analysis.derivatives import part
from tracker.domain import EventKind, Release, Repo, SourceKind, Stage

GPT_OSS = name("gpt-oss", "gpt-oss")
SORA = name("Sora", "sora")
LLAMA = name("Llama", "llama")
LLAMA_31 = name("Llama-3.1-8B", "llama-3.1", "Llama", version="3.1")


def nameless(**values: Any) -> Release:
    """OpenAI announced an open-weight model without a name, four months ago."""
    at = NOW - timedelta(days=127)
    filled = {
        "name": "open-weight model",
        "family": None,
        "keys": (),
        "nameless": True,
        "stage": Stage.ANNOUNCED,
        "first_seen": at,
    }
    return release(**(filled | {"events": (event(EventKind.ANNOUNCED, at),)} | values))


def out(**values: Any) -> Release:
    """gpt-oss with its weights out, an hour ago."""
    at = NOW - timedelta(hours=1)
    filled = {"stage": Stage.WEIGHTS, "weights_at": at, "events": (event(at=at),), "repos": (linked(repo()),)}
    return release(**(filled | values))


def matched(state: Repo, *names: Any, candidates: list[Release], organization: str = "OpenAI") -> str | None:
    """The id of the release that the repo was joined to."""
    found = match_repo(state, part(state), names, organization, candidates, NOW).release
    return found.id if found else None


def test_a_known_repo_stays_where_it_is() -> None:
    """A repo keeps its release whatever it is called now."""
    renamed = repo("openai/other-name", uid="uid-openai/gpt-oss-20b")

    assert matched(renamed, name("other-name", "other-name"), candidates=[out()]) == "r1"


def test_another_size_joins_by_its_name() -> None:
    """gpt-oss-120b belongs to the release of gpt-oss-20b."""
    assert matched(repo("openai/gpt-oss-120b"), GPT_OSS, candidates=[out()]) == "r1"


def test_the_same_name_of_another_owner_does_not_join() -> None:
    """Two organizations may use one name."""
    assert matched(repo("acme/gpt-oss"), GPT_OSS, candidates=[out()], organization="Acme") is None


def test_a_point_release_is_another_release() -> None:
    """Helios 2.1 is not Helios 2."""
    two = out(organization="Helios AI", keys=("helios-2",))
    point = name("Helios-2.1-24B", "helios-2.1", "Helios", version="2.1")

    assert matched(repo("helios-ai/Helios-2.1-24B"), point, candidates=[two], organization="Helios AI") is None


def test_a_nameless_announcement_waits_for_its_repo() -> None:
    """The model announced in spring is the one that comes out in summer."""
    assert matched(repo(), GPT_OSS, candidates=[nameless()]) == "r1"


def test_a_nameless_language_model_does_not_become_a_speech_recognizer() -> None:
    """Whisper is not what was announced."""
    announced = nameless(chosen={"modalities": fact("modalities", ["text"])})
    whisper = repo("openai/whisper-large-v4", pipeline_tag="automatic-speech-recognition")

    assert matched(whisper, name("whisper-large-v4", "whisper-large-v4"), candidates=[announced]) is None


def test_a_rumor_of_nobody_s_model_does_not_take_the_place_of_an_announcement() -> None:
    """Who has announced a model and calls it like a rumor brings out what was announced; without that, the rumor's."""
    at = NOW - timedelta(days=4)
    signal = event(EventKind.SIGNAL, at)
    rumor = release(id="r2", organization="?", stage=Stage.SIGNAL, repos=(), events=(signal,), keys=("gpt-oss",))
    said = finding(names=(GPT_OSS,))

    assert matched(repo(), GPT_OSS, candidates=[nameless(), rumor]) == "r1"
    assert matched(repo(), GPT_OSS, candidates=[rumor]) == "r2"
    assert match_entry(said, [nameless(), rumor], NOW, SourceKind.PRESS).release == nameless()
    assert match_entry(said, [rumor], NOW, SourceKind.PRESS).release == rumor


def test_a_nameless_announcement_expires() -> None:
    """After a year the next model of the same owner is another one."""
    at = NOW - timedelta(days=400)

    assert matched(repo(), GPT_OSS, candidates=[nameless(events=(event(EventKind.ANNOUNCED, at),))]) is None


def test_a_conversion_follows_its_parent() -> None:
    """A quantization of the same owner belongs to the release of what it was made from."""
    gguf = repo("openai/gpt-oss-20b-GGUF", base_models=("openai/gpt-oss-20b",), relation="quantized")

    assert matched(gguf, GPT_OSS, candidates=[out()]) == "r1"


def test_a_variant_under_another_name_is_its_own_release() -> None:
    """gpt-oss-safeguard was trained from gpt-oss and is another release."""
    state = repo("openai/gpt-oss-safeguard-20b", base_models=("openai/gpt-oss-20b",))

    assert matched(state, name("gpt-oss-safeguard", "gpt-oss-safeguard"), candidates=[out()]) is None


def test_a_repo_with_a_version_joins_the_family_that_was_announced() -> None:
    """A post "Introducing Llama" was about Llama 3.1."""
    at = NOW - timedelta(hours=2)
    announced = release(
        organization="Meta",
        keys=("llama",),
        family="Llama",
        stage=Stage.ANNOUNCED,
        events=(event(EventKind.ANNOUNCED, at),),
    )

    assert matched(repo("meta-llama/Llama-3.1-8B"), LLAMA_31, candidates=[announced], organization="Meta") == "r1"


def test_a_later_size_under_another_license_is_its_own_release() -> None:
    """Terms are what people need: a record with two of them would mislead."""
    mit = {"license": fact("license", {"id": "mit"}, subject="nordlab/Fjord-13B")}
    old = out(
        organization="Nordlab",
        keys=("fjord",),
        events=(event(at=NOW - timedelta(days=2)),),
        chosen=mit,
        facts=tuple(mit.values()),
    )
    fjord = name("Fjord-70B", "fjord")

    assert matched(repo("nordlab/Fjord-70B"), fjord, candidates=[old], organization="Nordlab") is None
    assert matched(repo("nordlab/Fjord-70B", license="mit"), fjord, candidates=[old], organization="Nordlab") == "r1"


MADE_ANEW = [
    ("under another license", repo(uid="new", license="mit"), (linked(repo()),), "r1"),
    ("in the place of a copy", repo(uid="new"), (linked(repo(), "derivative"),), None),
]


@pytest.mark.parametrize(("state", "repos", "expected"), [c[1:] for c in MADE_ANEW], ids=[c[0] for c in MADE_ANEW])
def test_what_is_made_anew_under_its_old_name(state: Repo, repos: tuple[Any, ...], expected: str | None) -> None:
    """A repo that takes the place of an official one is that release, whatever its terms are now."""
    record = out(repos=repos, repo_names=(state.id,), events=(event(at=NOW - timedelta(days=40)),), keys=())

    assert matched(state, GPT_OSS, candidates=[record]) == expected


ENTRIES = [
    ("a link to the repo decides", finding(repos=("openai/gpt-oss-20b",)), [out()], "r1"),
    ("the name decides", finding(names=(GPT_OSS,)), [out(), nameless(id="r2")], "r1"),
    ("an unknown owner contradicts nobody", finding(organization=None, names=(GPT_OSS,)), [out()], "r1"),
    ("a review without an event still finds its release", finding(is_event=False, names=(GPT_OSS,)), [out()], "r1"),
    ("no event and no name finds nothing", finding(is_event=False), [nameless()], None),
    (
        "a rumour with a name finds the announced model without one",
        finding(kind="prerelease_signal", names=(GPT_OSS,)),
        [nameless()],
        "r1",
    ),
    ("its name, by one who is sure, finds it too", finding(names=(GPT_OSS,)), [nameless()], "r1"),
    ("a name that may be a rented model's is not its", finding(names=(SORA,), confidence=0.65), [nameless()], None),
    ("a delay without a name finds it too", finding(kind="delay"), [nameless()], "r1"),
    ("news without a name means the newest release", finding(), [out()], "r1"),
    ("but not after days", finding(), [out(events=(event(at=NOW - timedelta(days=9)),))], None),
    ("and not what was there before us", finding(), [out(baseline=True)], None),
    ("another name is another release", finding(names=(SORA,)), [out()], None),
]


@pytest.mark.parametrize(("said", "candidates", "expected"), [c[1:] for c in ENTRIES], ids=[c[0] for c in ENTRIES])
def test_entry(said: Any, candidates: list[Release], expected: str | None) -> None:
    """A text finds its release by link, by name, or by what its owner has pending."""
    found = match_entry(said, candidates, NOW, SourceKind.PRESS).release

    assert expected == (found.id if found else None)


def test_a_family_name_means_its_newest_release() -> None:
    """A post "Introducing Llama" an hour after the weights of Llama 3.1 is about Llama 3.1."""
    llama = out(organization="Meta", keys=("llama-3.1",), family="Llama")

    assert match_entry(finding(organization="Meta", names=(LLAMA,)), [llama], NOW, SourceKind.OFFICIAL).release == llama


HINTS = [
    ("the same paper", {"tags": ("arxiv:2508.10925",)}, "r1"),
    ("the same collection", {"collections": ("openai/gpt-oss-68911959590a1634ba11c7a4",)}, "r1"),
    ("nothing in common", {}, None),
]


@pytest.mark.parametrize(("values", "expected"), [c[1:] for c in HINTS], ids=[c[0] for c in HINTS])
def test_a_name_that_says_little(values: dict[str, Any], expected: str | None) -> None:
    """A repo whose name cannot be taken apart joins by a paper or collection in common."""
    both = {"tags": ("arxiv:2508.10925",), "collections": ("openai/gpt-oss-68911959590a1634ba11c7a4",)}
    recent = out(repos=(linked(repo(**both)),))

    assert matched(repo("openai/preview", **values), candidates=[recent]) == expected


def test_a_paper_in_common_does_not_join_two_versions() -> None:
    """A hint is weaker than a name."""
    recent = out(organization="Meta", keys=("llama-3",), family="Llama", repos=(linked(repo(tags=("arxiv:1",))),))

    assert matched(repo("meta-llama/x", tags=("arxiv:1",)), LLAMA_31, candidates=[recent], organization="Meta") is None


AT_FIRST = [
    ("made in the same week", timedelta(days=5), "r1"),
    ("made half a year later", timedelta(days=180), None),
]


@pytest.mark.parametrize(("later", "expected"), [c[1:] for c in AT_FIRST], ids=[c[0] for c in AT_FIRST])
def test_two_licenses_at_first_contact(later: timedelta, expected: str | None) -> None:
    """Falcon-180B is not Falcon-7B: of what was there before us, licenses and the repos' ages tell releases apart."""
    made = NOW - timedelta(days=700)
    mit = {"license": fact("license", {"id": "mit"}, subject="openai/gpt-oss-20b")}
    old = out(
        baseline=True,
        events=(event(baseline=True),),
        chosen=mit,
        facts=tuple(mit.values()),
        repos=(linked(repo(created_at=made)),),
    )
    state = repo("openai/gpt-oss-180b", created_at=made + later)
    found = match_repo(state, part(state), (GPT_OSS,), "OpenAI", [old], NOW, baseline=True).release

    assert (found.id if found else None) == expected


OLD_ONES = [
    ("changed last before the announcement", NOW - timedelta(days=200), None),
    ("of unknown age", None, None),
    ("changed after the announcement", NOW - timedelta(days=2), "r1"),
]


@pytest.mark.parametrize(("modified", "expected"), [c[1:] for c in OLD_ONES], ids=[c[0] for c in OLD_ONES])
def test_what_was_there_before_it_was_announced_is_something_else(modified: Any, expected: str | None) -> None:
    """A repo of last year that a first contact brings is not the model that was announced in spring."""
    state = repo("openai/whatever-1", modified_at=modified)
    found = match_repo(
        state, part(state), (name("whatever-1", "whatever-1"),), "OpenAI", [nameless()], NOW, baseline=True
    )

    assert (found.release.id if found.release else None) == expected
