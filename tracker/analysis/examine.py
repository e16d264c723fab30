"""What one observation says, before anyone asks which release it belongs to."""

from __future__ import annotations

from tracker.analysis import language as languages
from tracker.analysis import lookalike, names, owners, radar, signals
from tracker.analysis.detect import detect
from tracker.analysis.detect_text import Text
from tracker.analysis.detect_weights import packaged
from tracker.analysis.facts import about, license_github, stated, warning
from tracker.analysis.keys import linked_repos
from tracker.analysis.known import Known, Owner
from tracker.analysis.languages.gloss import glossed
from tracker.domain import Fact, Finding, Observation, Repo, Source, SourceKind
from tracker.domain.orders import has_control_tokens, orders_about

_READ = 1500  # characters of the body that detection looks at: the lead of a text says what it is about
_WHOLE = 64_000  # characters that are searched for facts and links; cards are no longer
LISTED, STRANGER, MIRROR, LOOK_ALIKE = 1.0, 0.5, 0.4, 0.3
"""How sure it is that a repo is a release of its own publisher: of one that is known; of one that nobody knows, which
is enough for a letter's "perhaps" and never for an alert; of a stranger's repo that is called like another's models,
and of an owner whose name is made to deceive, which is enough for nothing (sources: rule order 1)."""


def examine(observation: Observation, source: Source | None, known: Known) -> Finding:
    """The finding of one observation. Pure; the same observation always gives the same finding."""
    if observation.type == "repo":
        return _repo(observation, source, known)
    if observation.type == "github":
        return _github(observation, source, known)
    return _entry(observation, source, known)


def text_of(observation: Observation, source: Source | None, known: Known) -> Text:
    """An entry as detection and its training see it: the title, and the lead where it says more than the title."""
    title, body = glossed(observation.title[:_READ]), glossed(observation.text[:_WHOLE])
    prior = observation.language or (source.language if source else None)
    language = languages.detect(f"{observation.title[:_READ]} {observation.text[:_READ]}", prior)
    lead = "" if body.strip() == title.strip() else body[:_READ]
    voice = owners.of_source(source, known)
    maker = voice or next((owner for *_, owner in owners.mentions(title, known)), None)
    models = f"{title} models" if maker is not None and maker.watched else title  # it is watched for nothing else
    official = source is not None and source.kind is SourceKind.OFFICIAL
    in_title = names.spans(title, known, around=f"{lead} {models}", official=official)
    in_body = names.spans(lead, known, around=models, official=official)
    return Text(
        language,
        title,
        in_title,
        in_body,
        signals.read(title, lead, language, in_title, in_body, known),
        owners.among(title, lead, in_title, in_body, known, voice),
        voice,
        official=official,
        repos=linked_repos(f"{observation.url or ''} {title} {body}"),
    )


def _entry(observation: Observation, source: Source | None, known: Known) -> Finding:
    text = text_of(observation, source, known)
    judged = detect(text, known.detection or packaged())
    spans = [*text.in_title, *text.in_body]
    found = names.distinct([span for span in spans if not span.closed]) or names.distinct(spans)
    title, body = observation.title[:_READ], observation.text[:_WHOLE]
    told = (title, text.in_title, body, text.in_body)
    if title != text.title or glossed(body) != body:  # facts quote the text itself
        told = (title, names.spans(title, known, around=body), body, names.spans(body[:_READ], known, around=title))
    main = about.main(*told)
    if main is None and found and (unlisted := about.unlisted(told[0], told[1])) is not None:
        main = names.parse(unlisted, known)
    owner = text.owner
    if main is not None:  # of one key the name with the size is the better one
        own = next((name for name in found if name.key == main.key), main)
        if found and found[0] is not own:
            owner = next((span.owner for span in spans if span.owner and span.name.key == main.key), owner)
        found = (own, *(name for name in found if name is not own))
    if judged.is_event and not found and text.repos:
        found = tuple(name for repo in text.repos[:1] if (name := names.parse(repo, known)) is not None)
    whole = f"{title}\n{body}"
    alike = _alike(whole, text.repos, known)
    return Finding(
        language=text.language,
        is_event=judged.is_event,
        kind=judged.kind,
        confidence=judged.confidence,
        organization=owner.title if owner else None,
        names=found,
        facts=stated(title, body, text.language, about.of(main, *told)),
        repos=text.repos,
        reasons=(*judged.reasons, *alike),
        openness_stated=judged.openness_stated,
        suspicious=bool(alike) or orders_about(whole) or has_control_tokens(whole),
    )


def _alike(text: str, repos: tuple[str, ...], known: Known) -> tuple[str, ...]:
    """What in a text is made to look like a publisher's: owners of linked repos, a word in foreign letters."""
    found = [_says(repo.split("/")[0], owner) for repo in repos if (owner := _resembled(repo, known)) is not None]
    word = lookalike.disguised(text, known)
    return tuple(dict.fromkeys([*found, *([f"{word[0]!a} reads like {word[1].title}"] if word else [])]))


def _resembled(repo: str, known: Known) -> Owner | None:
    return lookalike.resembles(repo.split("/")[0], known)


def _says(namespace: str, owner: Owner) -> str:
    return f"{namespace} looks like {owner.title}'s {owner.namespaces[0]}"


def _repo(observation: Observation, source: Source | None, known: Known) -> Finding:
    """A repo that a source lists: its name and its namespace say all; what its state means is the judge's."""
    repo = observation.repo or Repo(observation.title, observation.title)
    written = repo.id
    namespace = written.split("/")[0]
    owner = known.by_namespace(namespace)
    name = names.parse(written, known)
    listed = owner is not None or owners.lists(source, namespace, (repo.renamed_from or "").split("/")[0])
    alike = None if listed else _resembled(written, known)
    if alike is not None:
        confidence, why = LOOK_ALIKE, _says(namespace, alike)
    elif listed:
        confidence, why = LISTED, f"{namespace} is {owner.title}'s" if owner else f"{namespace} is watched"
    elif (maker := owners.of_family(name, known)) is not None:
        confidence, why = MIRROR, f"models of this name are {maker.title}'s, and nobody knows {namespace}"
    else:
        confidence, why = STRANGER, f"nobody knows {namespace}"
    return Finding(
        language="en",
        is_event=True,
        kind="release",
        confidence=confidence,
        organization=owner.title if owner else namespace,
        names=(name,) if name else (),
        facts=(warning.look_alike(repo, alike.title),) if alike else (),
        repos=(written,) if "/" in written else (),
        reasons=(f"repo {written} on the Hub", why),
        suspicious=alike is not None or orders_about(repo.card or observation.text),
    )


def _github(observation: Observation, source: Source | None, known: Known) -> Finding:
    """A GitHub release is code; it is news about weights only where a model's owner says so in its notes."""
    title, notes = observation.title[:_READ], observation.text[:_READ]
    owner = owners.of_source(source, known)
    if licensed := license_github.of_observation(observation, (source.repository if source else None) or ""):
        return _code_license(licensed, source, owner, known)
    if (sign := radar.of_github(observation, source, known)) is not None:
        return sign
    in_title, in_notes = names.spans(title, known, around=notes), names.spans(notes, known)
    said = signals.read(title, notes, "en", in_title, in_notes, known)
    own = owner is not None and any(span.owner == owner and not span.closed for span in (*in_title, *in_notes))
    is_event = own and said.has("weights", "open_weight")
    return Finding(
        language="en",
        is_event=is_event,
        kind="release" if is_event else "infra_tooling_hardware",
        confidence=0.75 if is_event else 0.9,
        organization=owner.title if owner else None,
        names=names.distinct([*in_title, *in_notes]),
        repos=linked_repos(f"{title} {observation.text[:_WHOLE]}"),
        reasons=("notes of the owner's repository speak of weights",) if is_event else ("a release of code",),
        suspicious=orders_about(observation.text),
    )


def _code_license(licensed: tuple[Fact, ...], source: Source | None, owner: Owner | None, known: Known) -> Finding:
    """The license of a repository on GitHub: of a release only where its own owner calls the repository like it."""
    repository = source.repository if source is not None and source.kind is SourceKind.OFFICIAL else None
    name = names.parse(repository, known) if repository else None
    return Finding(
        language="en",
        is_event=False,
        kind="infra_tooling_hardware",
        confidence=0.9,
        organization=owner.title if owner else (repository or "").split("/")[0] or None,
        names=(name,) if name else (),
        facts=licensed if name else (),
        reasons=("the license of a repository on GitHub",),
    )
