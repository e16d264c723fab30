"""Detection in English: made-up headlines and teasers of every kind, with publishers and families that nobody lists."""

from __future__ import annotations

import pytest

from tests.analysis.headlines import cases, entry, watching
from tracker.analysis.examine import examine
from tracker.analysis.known import Known

EVENTS = """
release:
  Vantora releases Tanne 1.5 with open weights
    The language model is on Hugging Face under the MIT license.
  Introducing Fjordal 3
    Our new open model beats larger ones; download the weights today.
  Solvik AI open-sources Larch-70B
    The mixture-of-experts model was trained on 12 trillion tokens.
  Kestrel 2: an open vision-language model for documents
    Weights and code are available under Apache 2.0.
  Meet Bramble-4B, our first small language model
    It runs on a phone, and you can download it from Hugging Face.
  OpenAI releases gpt-oss-2
    The open-weight reasoning model comes in two sizes.
  Qwen 9 is out
    Alibaba's new family has models from 1B to 400B parameters, all Apache 2.0.
  DeepSeek V9 weights are live
    MIT license, 900B parameters.
  Meta releases Llama 9 models
    The models can be downloaded from llama.com and Hugging Face.
  Tarn Labs drops 30B coding model
    Tarn-Coder-30B is free to download and use commercially.
  We trained an open speech model: Quill-1B
    Checkpoints, data and training code are public.
  Helios AI launches Helios 4
    The weights are public and the license allows commercial use.
  Mistral Small 9
    Apache 2.0, 30B parameters, faster than before.
  University of Tromsø publishes open language model for Nordic languages
    The weights of Aurora-N 13B are on Hugging Face.
  Acme Lab releases Acme-Video, an open-source text-to-video model
    Inference code and weights are out.
  A 3B model that reads handwriting, now with open weights
    Inkwell-3B was released today by Solvik AI.
announcement:
  Helios AI will release an open-weight model this summer
    It would be the lab's first.
  Vantora plans to open-source Tanne 2
    The model is available through its API until then.
  OpenAI announces plans for another open model
    It will be released in the coming months with weights.
  Tanne 2 preview: weights coming next week
    Vantora shows first results of its model.
  Nebelwerk to open up Zaunkönig 3
    The company promises the weights by the end of the year.
delay:
  Vantora delays Tanne 2
    The open-weight model needs more time for safety tests.
  Helios AI postpones release of open model
    Helios 4 weights are now expected in autumn.
  Llama 9 release slips to next year
    Meta's open model is said to be behind its rivals.
  OpenAI pushes back its open-weight model again
    No new date was given.
withdrawal:
  Vantora pulls Tanne 1.5 weights from Hugging Face
    The company did not say why.
  Acme Lab takes down Acme-Coder 7B
    The model is no longer available on Hugging Face.
  Larch-70B removed from Hugging Face after complaint
    Solvik AI withdrew the open model.
license_change:
  Vantora changes license of Tanne 1.5 to Apache 2.0
    The open weights may now be used commercially.
  Larch-70B is now under MIT
    Solvik AI drops its research license.
  Alibaba tightens license for Qwen 9
    The new license of the open weights asks large companies to pay.
update:
  Updated DeepSeek-R9-0815 checkpoint is on Hugging Face
    The new weights fix tool calls.
  Helios 4 gets a new checkpoint
    The updated weights follow instructions better.
prerelease_signal:
  Leaked config points to Qwen 9
    A pull request adds support for the upcoming open model.
  Tanne 2 weights spotted on Hugging Face before launch
    The repo of Vantora's open model was soon private again.
  Rumor: Meta is about to release Llama 9
    An open model with 500B parameters is said to be ready.
"""

OTHERS = """
api_only_model:
  Introducing Tanne Ultra, available in the Vantora API
    Pricing starts at two dollars per million tokens.
  OpenAI launches GPT-9
    The model is rolling out to paying users in ChatGPT.
  Claude Opus 9 is here
    Our most capable model for coding.
  Google releases Gemini 9 Flash
    Available today in AI Studio and Vertex AI.
  Vantora's new model is closed
    The lab that made open weights famous will not release them this time.
product:
  ChatGPT gets shared calendars
    The feature comes to all plans.
  New in Le Chat: projects and folders
    Organize your conversations.
  Open beta of Rook 2, our chess game, starts today
    Sign up for free.
other:
  Open letter calls for a pause of AI training
    More than a thousand people signed it.
  We're opening an office in Munich
    Our doors are open from Monday.
  The US Open goes to a newcomer
    She won in three sets.
funding_business:
  OpenAI raises 20 billion dollars
    The round values the company at a record.
  Nebelwerk acquires speech start-up
    Terms were not disclosed.
  Mistral AI partners with a car maker
    Its models will run in vehicles.
  Vantora, maker of open models, lays off 200
    The company wants to be profitable.
other:
  Mistral winds hit Marseille
    Gusts reached 120 kilometers per hour.
  Falcon 9 launches 29 satellites
    The rocket lifted off on time.
  Llama farm opens near Denver
    Visitors can feed the animals.
  Granite countertops: what to know before you buy
    A guide to stone.
hosting_availability:
  Qwen 9 now available on Amazon Bedrock
    Customers can use the model through a managed API.
  Run Llama 9 on our inference cloud
    We now host it with low latency.
  DeepSeek V9 is live on Nimbus Cloud
    Deploy it in one click.
third_party_derivative:
  Larch-70B-Uncensored-GGUF
    Quantized versions of the abliterated model.
  I quantized Qwen 9 to two bits and it still works
    GGUF files for llama.cpp.
  My fine-tune of Llama 9 for role play
    A LoRA trained on 10k chats.
tutorial_howto:
  How to fine-tune Larch-70B on one GPU
    A step by step guide with code.
  Running Tanne 1.5 locally with Ollama
    What you need and how to set it up.
  Getting started with gpt-oss
    A cookbook for developers.
evaluation_experience:
  Qwen 9 vs DeepSeek V9: which one codes better?
    We ran both on 50 tasks.
  I tried Larch-70B for a week
    My impressions after replacing my usual assistant.
  Benchmarks of eight open models on a laptop
    Tokens per second compared.
  Tanne 1.5 tops the leaderboard
    The open model is ahead of its rivals in the arena.
policy_legal_safety:
  Senate bill would restrict open-weight models
    Senators fear misuse.
  Publisher sues Vantora over training data
    The lawsuit cites copyright.
  EU publishes guidelines for open-source AI
    Providers get exemptions from the AI Act.
infra_tooling_hardware:
  New GPU with 48 GB for local models
    It costs 2,000 dollars.
  llama.cpp adds support for audio
    The server can now transcribe.
  Lotse: an open-source framework for agents
    Written in Rust, MIT licensed.
  vLLM v0.99 released
    Faster kernels and support for new accelerators.
dataset:
  A new open dataset of two billion web pages
    Cleaned and deduplicated for language model training.
research_no_weights:
  A theory of why large models generalize
    We propose a new bound.
digest:
  This week in AI: Qwen 9, new chips, a lawsuit
    Our newsletter for busy people.
  The weekly roundup of open models
    Everything that came out, with links.
other:
  Opinion: open weights are not enough
    Why data matters more.
  Vantora is hiring: engineers for open models
    Join us in Jena.
  Podcast: the founder of Solvik AI on open models
    An hour about money and weights.
  Linux 8.2 released
    The kernel supports more hardware.
  PostgreSQL 21 beta 1
    The open source database adds vectors.
product:
  Introducing the Galaxy Fold 9
    Thinner, lighter, with a better model of the hinge.
policy_legal_safety:
  Vantora's safety framework, version 3
    How we decide whether to release a model.
"""


@pytest.fixture(scope="module")
def table() -> Known:
    """The list, and two publishers that the operator watches."""
    return watching()


@pytest.mark.parametrize(("kind", "title", "text"), cases(EVENTS))
def test_news_of_open_weights(kind: str, title: str, text: str, table: Known) -> None:
    """An English reader would call this news of an open model, and of this kind."""
    found = examine(*entry(title, text), table)

    assert (found.language, found.is_event, found.kind) == ("en", True, kind), found.reasons


@pytest.mark.parametrize(("kind", "title", "text"), cases(OTHERS))
def test_other_news(kind: str, title: str, text: str, table: Known) -> None:
    """An English reader would not; what it is instead may be seen in two ways, that it is none may not."""
    found = examine(*entry(title, text), table)

    assert (found.language, found.is_event) == ("en", False), (kind, found.kind, found.reasons)
