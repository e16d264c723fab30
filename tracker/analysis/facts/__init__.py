"""What can be stated of a release: FACTS is the whole list, one file per fact, read from texts, repos or both."""

from __future__ import annotations

from tracker.analysis.facts import (
    about,
    architecture,
    base_model,
    base_weights,
    card,
    checkpoints,
    compute,
    context_tokens,
    evaluation,
    expected,
    gate_conditions,
    gated,
    identity,
    inference_code,
    languages,
    license_conflict,
    license_github,
    modalities,
    modalities_in,
    modalities_out,
    paper,
    parameters_active,
    parameters_total,
    rating,
    release_date,
    repos,
    rows,
    sizes,
    training_code,
    training_data,
    training_tokens,
    warning,
    weights,
    weights_claim,
    weights_location,
)
from tracker.analysis.facts import (
    license as license_,
)
from tracker.analysis.facts.about import About
from tracker.analysis.facts.kind import CARD_RANK, METADATA_RANK, Kind
from tracker.analysis.facts.story import tell
from tracker.domain import Fact, Repo

FACTS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        *identity.KINDS,
        repos.KIND,
        weights.KIND,
        weights_claim.KIND,
        weights_location.KIND,
        gated.KIND,
        gate_conditions.KIND,
        license_.KIND,
        license_conflict.KIND,
        license_github.KIND,
        parameters_total.KIND,
        parameters_active.KIND,
        sizes.KIND,
        context_tokens.KIND,
        languages.KIND,
        modalities.KIND,
        modalities_in.KIND,
        modalities_out.KIND,
        base_model.KIND,
        base_weights.KIND,
        training_data.KIND,
        training_tokens.KIND,
        training_code.KIND,
        inference_code.KIND,
        architecture.KIND,
        paper.KIND,
        card.KIND,
        evaluation.KIND,
        checkpoints.KIND,
        compute.KIND,
        warning.KIND,
        expected.KIND,
        release_date.KIND,
        rating.KIND,
    )
}
"""Every kind of fact by its name, in the order in which people read them."""


def stated(title: str, text: str, language: str, about: About) -> tuple[Fact, ...]:
    """All facts of a text's main model, each with its sentence; rank 0, since only the caller knows the source."""
    story = tell(title, text, language, about)
    return tuple(fact for kind in FACTS.values() if kind.stated is not None for fact in kind.stated(story))


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """All facts of a repo's state: what the Hub says (rank 100) first, then what its card says (rank 80)."""
    found = [fact for kind in FACTS.values() if kind.of_repo is not None for fact in kind.of_repo(repo)]
    return tuple(sorted(found, key=lambda fact: -fact.rank))


__all__ = ["CARD_RANK", "FACTS", "METADATA_RANK", "About", "Kind", "about", "of_repo", "rows", "stated"]
