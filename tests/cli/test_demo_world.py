"""The demo's world serves what its story says at the world's time, and keeps what is sent to it."""

from __future__ import annotations

import smtplib
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import feedparser
import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tracker.cli.demo import make_anew, show, write_letters
from tracker.cli.demo.plot import Change, Owner, Story, at
from tracker.cli.demo.story import STORY
from tracker.cli.demo.world import World, start
from tracker.errors import ConfigError


@pytest.fixture
def world() -> Iterator[World]:
    """The demo's own story, at its first moment."""
    with start(STORY) as running:
        yield running


@pytest.fixture
def slack(world: World) -> WebClient:
    """The real Slack client, pointed at the world."""
    return WebClient(token="xoxb-demo", base_url=f"{world.url}/slack/api/")


def test_the_clock_tells_the_world_s_time_as_iso_text(world: World) -> None:
    """Whoever asks for the time gets the moment where the world was put."""
    world.now = at("2025-08-05T17:00")

    assert httpx.get(f"{world.url}/clock").text == "2025-08-05T17:00:00Z"


@pytest.mark.parametrize(
    ("name", "moment", "count", "language"),
    [
        pytest.param(
            "openai-news", "2025-03-30T12:00", 1, "en", id="the official feed holds one old entry at the start"
        ),
        pytest.param("openai-news", "2025-08-05T17:05", 4, "en", id="an entry is there from its own minute on"),
        pytest.param("rechenblatt", "2025-08-05T18:09", 3, "de", id="an entry is not there a minute too early"),
    ],
)
def test_a_feed_holds_what_was_published_so_far(
    world: World, name: str, moment: str, count: int, language: str
) -> None:
    """Feeds grow with the world's clock, are well-formed and state their language."""
    world.now = at(moment)

    feed = feedparser.parse(httpx.get(f"{world.url}/feeds/{name}").content)

    assert (False, count, language) == (feed.bozo, len(feed.entries), feed.feed.language)


def test_a_feed_that_did_not_change_answers_304(world: World) -> None:
    """Asked with its own validator, an unchanged feed sends no body, and a grown one does."""
    url = f"{world.url}/feeds/openai-news"
    tag = {"If-None-Match": httpx.get(url).headers["ETag"]}

    assert httpx.get(url, headers=tag).status_code == 304

    world.now = at("2025-04-01T00:00")

    assert httpx.get(url, headers=tag).status_code == 200


def listed(world: World, owner: str, **query: object) -> list[dict[str, object]]:
    """The Hub's listing of an owner's repos."""
    found: list[dict[str, object]] = httpx.get(f"{world.url}/api/models", params={"author": owner, **query}).json()
    return found


def test_a_private_repo_is_seen_by_nobody_until_it_is_public(world: World) -> None:
    """The repos of gpt-oss lie there in private for a day; they show up at the moment of the release."""
    world.now = at("2025-08-05T16:59")
    before = [repo["id"] for repo in listed(world, "openai")]
    hidden = httpx.get(f"{world.url}/api/models/openai/gpt-oss-120b").status_code
    world.now = at("2025-08-05T17:00")
    after = [repo["id"] for repo in listed(world, "openai")]

    assert (before, hidden) == (["openai/whisper-large-v3"], 401)
    assert after == ["openai/whisper-large-v3", "openai/gpt-oss-120b", "openai/gpt-oss-20b"]


def test_a_listing_shows_what_was_asked_for_and_the_id(world: World) -> None:
    """With `expand` a row holds these keys only; without, the Hub's short row."""
    assert {"_id", "id", "modelId", "sha", "gated"} == set(listed(world, "openai", expand=["sha", "gated"])[0])
    assert "siblings" not in listed(world, "openai")[0]
    assert "siblings" in listed(world, "openai", full="true")[0]


def test_complete_weights_are_all_in_the_index(world: World) -> None:
    """Every shard that the index names is in the repo, with its size, and no weights have a body."""
    world.now = at("2025-08-05T17:00")
    repo = "openai/gpt-oss-120b"
    index = httpx.get(f"{world.url}/{repo}/resolve/main/model.safetensors.index.json").json()
    siblings = httpx.get(f"{world.url}/api/models/{repo}", params={"blobs": "true"}).json()["siblings"]
    sizes = {file["rfilename"]: file["size"] for file in siblings}

    assert set(index["weight_map"].values()) == {name for name in sizes if name.endswith(".safetensors")}
    assert all(size > 0 for size in sizes.values())
    assert httpx.get(f"{world.url}/{repo}/resolve/main/model-00001-of-00015.safetensors").content == b""


def test_a_license_change_is_a_new_commit_with_a_new_card(world: World) -> None:
    """After the change, metadata, tags, card and LICENSE all say the new license, under a new sha."""
    name = "nordlicht-labs/Nordlicht-7B"
    states = []
    for moment in ("2025-09-20T13:59", "2025-09-20T14:00"):
        world.now = at(moment)
        model = httpx.get(f"{world.url}/api/models/{name}").json()
        card = httpx.get(f"{world.url}/{name}/resolve/{model['sha']}/README.md").text
        states.append((model["sha"], model["cardData"]["license"], 'license: "cc-by-nc-4.0"' in card))

    assert states[0][0] != states[1][0]
    assert [state[1:] for state in states] == [("apache-2.0", False), ("cc-by-nc-4.0", True)]


def test_a_gated_repo_shows_its_card_and_keeps_its_files() -> None:
    """Behind a gate the card can be read and a file answers 401 with the Hub's error code."""
    moment = at("2025-01-01T00:00")
    change = Change(moment, "acme/one", readme="# One", texts={"config.json": "{}"}, gated="manual")
    with start(Story((moment,), (), (Owner("acme", "Acme"),), (change,))) as world:
        card = httpx.get(f"{world.url}/acme/one/resolve/main/README.md")
        file = httpx.get(f"{world.url}/acme/one/resolve/main/config.json")

    assert (card.status_code, file.status_code, file.headers["X-Error-Code"]) == (200, 401, "GatedRepo")


def test_slack_keeps_edits_and_shows_messages(world: World, slack: WebClient) -> None:
    """A posted message can be edited, answered in its thread, and found again with its metadata."""
    metadata = {"event_type": "tracker_release", "event_payload": {"release": "r1"}}
    root = slack.chat_postMessage(channel="C0DEMO", text="out", metadata=metadata)
    slack.chat_update(channel="C0DEMO", ts=root["ts"], text="out, edited")
    slack.chat_postMessage(channel="C0DEMO", text="weights", thread_ts=root["ts"])

    history = slack.conversations_history(channel="C0DEMO", include_all_metadata=True)["messages"]
    thread = slack.conversations_replies(channel="C0DEMO", ts=root["ts"])["messages"]

    assert [one.method for one in world.slack] == ["chat.postMessage", "chat.update", "chat.postMessage"]
    assert [("out, edited", metadata)] == [(one["text"], one["metadata"]) for one in history]
    assert [one["text"] for one in thread] == ["out, edited", "weights"]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        pytest.param(
            lambda slack: slack.chat_update(channel="C", ts="1.0", text="x"), "message_not_found", id="no message"
        ),
        pytest.param(lambda slack: slack.api_call("chat.delete"), "unknown_method", id="a method it does not know"),
    ],
)
def test_slack_refuses_in_its_own_words(slack: WebClient, call, error: str) -> None:
    """What the fake Slack cannot do, it says with an error of Slack's."""
    with pytest.raises(SlackApiError, match=error):
        call(slack)


def test_slack_wants_a_token(world: World) -> None:
    """Without a token nothing is posted."""
    answer = httpx.post(f"{world.url}/slack/api/chat.postMessage", json={"channel": "C0DEMO", "text": "x"}).json()

    assert (answer, world.slack) == ({"ok": False, "error": "not_authed"}, [])


def letter(slot: str) -> EmailMessage:
    """A letter in text and HTML with a line that starts with a dot."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "tracker@example.org", "reader@example.org", "Offene Gewichte"
    message["X-Tracker-Digest"] = slot
    message.set_content("Grüße\n.eine Zeile\n")
    message.add_alternative("<p>Grüße</p>", subtype="html")
    return message


def test_the_mail_server_keeps_letters_as_they_were_sent(world: World) -> None:
    """A letter arrives whole: addresses, umlauts, lines that start with a dot, at the world's time."""
    with smtplib.SMTP("127.0.0.1", world.mail_port, timeout=10) as client:
        client.send_message(letter("letter/2025-08-06"))

    mail = world.mails[0]

    assert ("tracker@example.org", ("reader@example.org",), world.now) == (mail.sender, mail.to, mail.at)
    assert mail.message.get_body(("plain",)).get_content().replace("\r\n", "\n") == "Grüße\n.eine Zeile\n"


def test_letters_are_written_as_text_and_html_named_by_their_date(world: World, tmp_path: Path) -> None:
    """Each letter of the demo becomes two files that carry the date of its slot."""
    with smtplib.SMTP("127.0.0.1", world.mail_port, timeout=10) as client:
        client.send_message(letter("letter/2025-08-06"))

    lines = write_letters(world.mails, tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter-2025-08-06.html", "letter-2025-08-06.txt"]
    assert [f"{tmp_path / 'letter-2025-08-06.txt'} and .html: Offene Gewichte"] == lines


def test_a_slack_call_is_shown_with_its_time_and_what_it_is(world: World, slack: WebClient) -> None:
    """People see at once what is a message, what a reply and what an edit."""
    world.now = at("2025-08-05T17:01")
    root = slack.chat_postMessage(channel="C0DEMO", text="weights\nout")
    slack.chat_postMessage(channel="C0DEMO", text="more", thread_ts=root["ts"])
    slack.chat_update(channel="C0DEMO", ts=root["ts"], text="again")

    assert [show(delivery) for delivery in world.slack] == [
        "2025-08-05 17:01 UTC  message\n    weights\n    out",
        "2025-08-05 17:01 UTC  reply\n    more",
        "2025-08-05 17:01 UTC  edited\n    again",
    ]


def test_the_environment_points_at_the_world_and_nowhere_else(world: World, tmp_path: Path) -> None:
    """Every address that the program gets is on 127.0.0.1, and the sources file names feeds, owners and channels."""
    environment = world.environment(tmp_path)
    sources = tomllib.loads((tmp_path / "sources.toml").read_text(encoding="utf-8"))

    assert [source["name"] for source in sources["source"]] == [
        "openai-news",
        "rechenblatt",
        "hub-openai",
        "hub-nordlicht-labs",
        "hub-karton",
    ]
    assert [channel["name"] for channel in sources["channel"]] == ["alerts", "letter"]
    assert all(
        "127.0.0.1" in environment[key]
        for key in environment
        if key.endswith(("_URL", "_ENDPOINT")) and "DATA" not in key
    )


def test_the_story_is_told_in_order() -> None:
    """Moments and changes go forward in time, and there are few enough for a demo of under a minute."""
    assert sorted(set(STORY.moments)) == list(STORY.moments)
    assert sorted(STORY.changes, key=lambda change: change.at) == list(STORY.changes)
    assert len(STORY.moments) <= 45
    assert timedelta(minutes=1) <= min(b - a for a, b in zip(STORY.moments, STORY.moments[1:], strict=False))


def test_the_demo_leaves_a_folder_alone_that_is_not_its_own(tmp_path: Path) -> None:
    """A folder with other files is refused, one of an earlier demo is made anew."""
    own, foreign = tmp_path / "own", tmp_path / "foreign"
    make_anew(own)
    (own / "letter-2025-08-06.txt").touch()
    make_anew(own)
    foreign.mkdir()
    (foreign / "thesis.txt").touch()

    assert [path.name for path in own.iterdir()] == ["made-by-tracker-demo"]
    with pytest.raises(ConfigError, match="--out"):
        make_anew(foreign)
    assert (foreign / "thesis.txt").exists()
