"""The table of licenses, and licenses named in texts."""

from __future__ import annotations

import pytest

from tracker.analysis.licenses import about, classify, recognize, same
from tracker.domain import Answer, LicenseClass


@pytest.mark.parametrize(
    ("license_id", "name", "kind", "commercial"),
    [
        pytest.param("apache-2.0", None, "permissive", "yes", id="Apache-2.0 is permissive"),
        pytest.param("MIT", None, "permissive", "yes", id="an id may be in capitals"),
        pytest.param("gpl-3.0", None, "copyleft", "yes", id="GPL is copyleft and commercial"),
        pytest.param("openmdw-1.1", None, "open-model", "yes", id="OpenMDW is an open model license"),
        pytest.param("cc-by-4.0", None, "open-data", "yes", id="CC BY is for content"),
        pytest.param("bigscience-bloom-rail-1.0", None, "use-restricted", "conditional", id="RAIL restricts uses"),
        pytest.param("llama3.1", None, "custom", "conditional", id="Llama 3.1 is custom"),
        pytest.param("cc-by-nc-4.0", None, "non-commercial", "no", id="NC forbids commerce"),
        pytest.param("fair-noncommercial-research-license", None, "non-commercial", "no", id="FAIR research only"),
        pytest.param("other", "modified-mit", "custom", "conditional", id="modified MIT is not MIT"),
        pytest.param("other", "falcon-llm-license", "custom", "conditional", id="the Falcon license by its name"),
        pytest.param("other", "deepseek", "custom", "conditional", id="DeepSeek's license by its name"),
        pytest.param("other", "my-own-license", "custom", "unknown", id="a name nobody has read is custom, unread"),
        pytest.param("other", "apache", "custom", "unknown", id="a name is looked up exactly, never by resemblance"),
        pytest.param("other", None, "unknown", "unknown", id="other without a name says nothing"),
        pytest.param("unknown", None, "unknown", "unknown", id="unknown says nothing"),
        pytest.param(None, None, "unknown", "unknown", id="no license is never an open one"),
        pytest.param("llama9", None, "unknown", "unknown", id="an id outside of the table is unknown"),
        pytest.param(None, "mit, apache-2.0", "permissive", "yes", id="several open ones are open"),
        pytest.param(None, "apache-2.0, cc-by-nc-4.0", "non-commercial", "no", id="the strictest of several counts"),
        pytest.param(None, "mit, gemma", "custom", "conditional", id="a condition of one is a condition of all"),
        pytest.param(None, "mit, my-own", "unknown", "unknown", id="with an unknown one nothing is known"),
        pytest.param(None, "mit, other", "unknown", "unknown", id="with one that says nothing nothing is known"),
        pytest.param("other", "Nova License, Version 2", "custom", "unknown", id="a comma in a name makes no list"),
    ],
)
def test_class_and_commerce(license_id: str | None, name: str | None, kind: str, commercial: str) -> None:
    """Class and commercial use come from the table, and nothing outside of it is ever open."""
    assert classify(license_id, name) is LicenseClass(kind)
    assert about(license_id, name).commercial_use is Answer(commercial)


def test_conditions_of_llama() -> None:
    """Each version of the Llama license has its own conditions."""
    two, three, four = about("llama2"), about("llama3.1"), about("llama4")
    assert (two.user_cap, two.output_training_ban, two.naming_duty) == (700_000_000, True, False)
    assert (three.user_cap, three.output_training_ban, three.naming_duty) == (700_000_000, False, True)
    assert three.territory is None
    assert "EU" in (four.territory or "")
    assert three.title == "Llama 3.1 Community License"


@pytest.mark.parametrize(
    ("license_id", "cap", "naming", "ban", "territory"),
    [
        pytest.param("llama2", 700_000_000, False, True, None, id="Llama 2: its output may not train others"),
        pytest.param("llama3", 700_000_000, True, True, None, id="Llama 3: both"),
        pytest.param("llama3.1", 700_000_000, True, False, None, id="Llama 3.1: its output may train, under its name"),
        pytest.param("llama3.2", 700_000_000, True, False, "European Union", id="Llama 3.2: some models not in the EU"),
        pytest.param("llama3.3", 700_000_000, True, False, None, id="Llama 3.3: has no multimodal model"),
        pytest.param("llama4", 700_000_000, True, False, "EU", id="Llama 4: not in the EU"),
        pytest.param("tongyi-qianwen", 100_000_000, False, True, None, id="Tongyi Qianwen: its output may not train"),
        pytest.param("qwen", 100_000_000, True, False, None, id="Qwen: its output may, under its name"),
        pytest.param("tencent-hunyuan-community", 100_000_000, False, True, "EU", id="Hunyuan: not in the EU"),
        pytest.param("tencent-hunyuan-3d-2.0-community", 1_000_000, False, True, "EU", id="Hunyuan 3D: a smaller cap"),
        pytest.param("modified-mit-kimi", None, True, False, None, id="Kimi: a name to show, no cap"),
        pytest.param("databricks-open-model-license", 700_000_000, False, True, None, id="DBRX"),
    ],
)
def test_conditions(license_id: str, cap: int | None, naming: bool, ban: bool, territory: str | None) -> None:
    """The conditions of a license are those of its own text."""
    known = about(license_id)
    assert (known.user_cap, known.naming_duty, known.output_training_ban) == (cap, naming, ban)
    assert (territory or "") in (known.territory or "")
    assert bool(known.territory) is bool(territory)
    assert known.url
    assert known.read


def test_conditions_of_several_add_up() -> None:
    """The lowest cap and every duty of a list bind."""
    both = about(None, "llama3, qwen")
    assert (both.user_cap, both.naming_duty, both.output_training_ban) == (100_000_000, True, True)


def test_what_was_not_read_says_so() -> None:
    """A license whose text was not read is never an open one."""
    assert not about("falcon-llm-license").read
    assert not about("other", "my-own-license").read
    assert about("falcon-llm-license").commercial_use is Answer.CONDITIONAL


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param("mit", "mit", True, id="itself"),
        pytest.param("cc-by-nc-4.0", "cc-by-nc", True, id="without its version"),
        pytest.param("openrail", "creativeml-openrail-m", True, id="its family's name"),
        pytest.param("cc-by", "cc-by-nc-4.0", False, id="with another part"),
        pytest.param("llama3", "llama3.1", False, id="the next version"),
        pytest.param("mit", "modified-mit", False, id="modified"),
    ],
)
def test_same(one: str, other: str, alike: bool) -> None:
    """Another version is another license; a general name may mean any of its own."""
    assert same(one, other) is same(other, one) is alike


@pytest.mark.parametrize(
    ("license_id", "title"),
    [("apache-2.0", "Apache-2.0"), ("mit", "MIT"), ("cc-by-nc-4.0", "CC-BY-NC-4.0"), ("bsd-3-clause", "BSD-3-Clause")],
)
def test_titles(license_id: str, title: str) -> None:
    """People read the usual spelling."""
    assert about(license_id).title == title


@pytest.mark.parametrize(
    ("text", "license_id"),
    [
        pytest.param("released under the Apache 2.0 license", "apache-2.0", id="Apache 2.0 in English"),
        pytest.param("steht unter der Apache-2.0-Lizenz", "apache-2.0", id="Apache 2.0 in German"),
        pytest.param("Apache License, Version 2.0", "apache-2.0", id="Apache in full"),
        pytest.param("under an Apache license", None, id="Apache without a version is not guessed"),
        pytest.param("MIT licensed weights", "mit", id="MIT licensed"),
        pytest.param("unter der MIT-Lizenz", "mit", id="MIT in German"),
        pytest.param("ein Modell mit Lizenz für alle", None, id="the German word mit is no license"),
        pytest.param("researchers of MIT under pressure", None, id="the university is no license"),
        pytest.param("under a Modified MIT license", "modified-mit", id="modified MIT is its own"),
        pytest.param("CC BY-NC 4.0", "cc-by-nc-4.0", id="Creative Commons with version"),
        pytest.param("CC-BY-NC-SA-4.0", "cc-by-nc-sa-4.0", id="Creative Commons with all parts"),
        pytest.param("CC BY-NC", "cc-by-nc", id="Creative Commons without version"),
        pytest.param("the Llama 3.1 Community License", "llama3.1", id="Llama 3.1"),
        pytest.param("the Llama 4 Community License Agreement", "llama4", id="Llama 4"),
        pytest.param("the Llama license", None, id="Llama without a version is not guessed"),
        pytest.param("RAIL License v1.0", "bigscience-bloom-rail-1.0", id="BLOOM's RAIL"),
        pytest.param("under the Gemma Terms of Use", "gemma", id="Gemma"),
        pytest.param("a new model for everybody", None, id="no license"),
    ],
)
def test_recognize(text: str, license_id: str | None) -> None:
    """A license in words is recognized with its version or not at all."""
    assert recognize(text) == license_id


def test_no_license_is_listed_twice_with_different_classes() -> None:
    """What recognize finds, the table knows."""
    for text in ("Apache 2.0", "MIT License", "CC BY-NC", "CC BY", "Falcon LLM License", "Modified MIT", "GPLv3"):
        found = recognize(text)
        assert found is not None
        assert about(found).id == found
