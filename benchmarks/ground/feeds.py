"""The recorded feeds as sources: whose voice each is, in which language, and where its history lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from tracker.domain import Source, SourceKind

OFFICIAL, PRESS, COMMUNITY = SourceKind.OFFICIAL, SourceKind.PRESS, SourceKind.COMMUNITY


@dataclass(frozen=True, slots=True)
class Recorded:
    """A feed's history, in one or several folders of ../shared/recorded/feeds-history."""

    source: Source
    folders: tuple[str, ...]


def _feed(
    name: str, kind: SourceKind, host: str, *, title: str = "", language: str = "en", folders: Sequence[str] = ()
) -> Recorded:
    source = Source(
        name,
        "feed",
        kind,
        timedelta(minutes=10),
        url=f"https://{host}/feed/{name}.xml",
        title=title or name,
        language=language,
    )
    return Recorded(source, tuple(folders) or (name,))


FEEDS: dict[str, Recorded] = {
    feed.source.name: feed
    for feed in (
        _feed("golem-de", PRESS, "golem.de", title="Golem.de", language="de"),
        _feed("ollama-blog", COMMUNITY, "ollama.com", folders=("ollama-blog", "ollama-blog-every-commit-2025-08")),
        _feed("hackernews-best", COMMUNITY, "news.ycombinator.com", title="Hacker News"),
        _feed("hf-trending-models", COMMUNITY, "huggingface.co"),
        _feed("hf-daily-papers", COMMUNITY, "huggingface.co"),
        _feed("openai-research", OFFICIAL, "openai.com", title="OpenAI"),
        _feed("openai-research-ainews", OFFICIAL, "openai.com", title="OpenAI"),
        _feed("openai-news-raw", OFFICIAL, "openai.com", title="OpenAI"),
        _feed("openai-developer", OFFICIAL, "developers.openai.com", title="OpenAI"),
        _feed("anthropic-news", OFFICIAL, "anthropic.com", title="Anthropic"),
        _feed("google-ai", OFFICIAL, "blog.google", title="Google"),
        _feed("google-ai-blog-raw", OFFICIAL, "blog.google", title="Google"),
        _feed("deepmind-blog-raw", OFFICIAL, "deepmind.google", title="Google DeepMind"),
        _feed("microsoft-ai-blog-raw", OFFICIAL, "microsoft.com", title="Microsoft"),
        _feed("meta-ai-blog", OFFICIAL, "ai.meta.com", title="Meta"),
        _feed("meta-ai-news", OFFICIAL, "ai.meta.com", title="Meta"),
        _feed("mistral-news", OFFICIAL, "mistral.ai", title="Mistral AI"),
        _feed("mistral-news-turing", OFFICIAL, "mistral.ai", title="Mistral AI"),
        _feed("cohere-blog", OFFICIAL, "cohere.com", title="Cohere"),
        _feed("cohere-blog-turing", OFFICIAL, "cohere.com", title="Cohere"),
        _feed("allenai-news-turing", OFFICIAL, "allenai.org", title="Ai2"),
        _feed("xai-news", OFFICIAL, "x.ai", title="xAI"),
        _feed("thinkingmachines", OFFICIAL, "thinkingmachines.ai", title="Thinking Machines"),
        _feed("deepseek-news", OFFICIAL, "deepseek.com", title="DeepSeek"),
        _feed("moonshot-blog", OFFICIAL, "moonshot.ai", title="Moonshot AI"),
        _feed("minimax-blog", OFFICIAL, "minimax.io", title="MiniMax"),
        _feed("z-ai-blog", OFFICIAL, "z.ai", title="Zhipu AI"),
        _feed("bytedance-seed-blog", OFFICIAL, "seed.bytedance.com", title="ByteDance"),
        _feed("eleuther-papers", OFFICIAL, "eleuther.ai", title="EleutherAI"),
        _feed("mila-news-turing", COMMUNITY, "mila.quebec"),
        _feed("the-batch", PRESS, "deeplearning.ai"),
        _feed("the-batch-turing", PRESS, "deeplearning.ai"),
        _feed("tldr-ai-turing", PRESS, "tldr.tech"),
    )
}
