"""What a language model costs: real sizes with random weights, through the worker's own code, each in a fresh process.

Random weights cost what real ones do, and nothing has to be fetched; what they write is worth nothing. Figures are of
a prompt of about 1,000 tokens and of a summary of 60 words, taken as 120 tokens.

    python benchmarks/models.py --shape granite-4.0-350m --threads 1
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ground.meter import resident, say

from tracker.summarizers.model import Question, child

TOKENS, FEW = 120, 8
LINE = "Nordlicht Labs releases the weights of Nordlicht 7B under the Apache 2.0 license, reads German and English. "


def qwen3() -> Any:
    """Qwen3-0.6B, as its config says."""
    from transformers import Qwen3Config, Qwen3ForCausalLM

    sizes = {"hidden_size": 1024, "intermediate_size": 3072, "num_hidden_layers": 28, "num_attention_heads": 16}
    heads = {"num_key_value_heads": 8, "head_dim": 128}
    return Qwen3ForCausalLM(Qwen3Config(vocab_size=151_936, tie_word_embeddings=True, **sizes, **heads))


def granite() -> Any:
    """Granite-4.0-350m: 28 layers of plain attention, 352 M parameters; sizes from memory."""
    from transformers import GraniteConfig, GraniteForCausalLM

    sizes = {"hidden_size": 1024, "intermediate_size": 2048, "num_hidden_layers": 28, "num_attention_heads": 16}
    return GraniteForCausalLM(
        GraniteConfig(
            vocab_size=100_352, num_key_value_heads=4, tie_word_embeddings=True, max_position_embeddings=32_768, **sizes
        )
    )


def qwen35() -> Any:
    """The text part of Qwen3.5-0.8B: three layers of gated DeltaNet for each one of attention."""
    from transformers import Qwen3_5ForCausalLM, Qwen3_5TextConfig

    sizes = {"hidden_size": 1024, "intermediate_size": 3584, "num_hidden_layers": 24, "num_attention_heads": 8}
    heads = {"num_key_value_heads": 2, "head_dim": 256}
    return Qwen3_5ForCausalLM(Qwen3_5TextConfig(vocab_size=248_320, tie_word_embeddings=True, **sizes, **heads))


SHAPES: dict[str, Callable[[], Any]] = {"qwen3-0.6b": qwen3, "granite-4.0-350m": granite, "qwen3.5-0.8b": qwen35}


def make(shape: str, folder: Path) -> None:
    """Random weights in bfloat16 with a small tokenizer; ids of the text are few, the tables are whole."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    torch.set_default_dtype(torch.bfloat16)
    SHAPES[shape]().save_pretrained(folder)
    made = Tokenizer(models.BPE())
    made.pre_tokenizer, made.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=2000, special_tokens=["<|end|>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    made.train_from_iterator([LINE], trainer)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=made, eos_token="<|end|>", pad_token="<|end|>")
    tokenizer.chat_template = "{% for message in messages %}{{ message['content'] }}\n{% endfor %}"
    tokenizer.save_pretrained(folder)


def measure(folder: Path, threads: int) -> None:
    """Load, read, write, and the same in a batch of four."""
    begun = time.process_time()
    loaded = child.Loaded(str(folder), threads)
    say("load", time.process_time() - begun, "s")
    say("parameters", sum(one.numel() for one in loaded.model.parameters()) / 1e6, "M", digits=0)
    print(f"on {loaded.model.device}, {loaded.model.dtype}")
    prompt = loaded.prompt(Question("de", 60, "Nordlicht 7B", LINE * 24, "en"), "mark")
    first, read = timed(loaded, [prompt], 1)
    few, _ = timed(loaded, [prompt], FEW)
    each = (few - first) / (FEW - 1)
    say("prompt", read, "tokens", digits=0)
    say("read", read / first, "tokens/s", digits=0)
    say("write", 1 / each, "tokens/s")
    say("60 words", first + each * TOKENS, "s", digits=0)
    begun_four, _ = timed(loaded, [prompt] * 4, 1)
    four, _ = timed(loaded, [prompt] * 4, FEW)
    together = (four - begun_four) / (FEW - 1)
    say("60 words, each of four at once", (begun_four + together * TOKENS) / 4, "s", digits=0)
    say("resident", resident(), "MiB", digits=0)
    say("peak", child.peak_memory() / 2**20, "MiB", digits=0)


def timed(loaded: child.Loaded, prompts: list[str], tokens: int) -> tuple[float, int]:
    """Seconds for exactly so many new tokens, and the tokens that were read.

    On the CPU seconds of one processor, which a busy machine does not change; what `threads` share is divided.
    """
    clock = time.process_time if loaded.model.device.type == "cpu" else time.perf_counter
    child.NEW_TOKENS = loaded.model.generation_config.min_new_tokens = tokens
    begun = clock()
    _, read = loaded.write(prompts, 600.0)
    spent = clock() - begun
    return spent / (loaded.torch.get_num_threads() if clock is time.process_time else 1), read


def main() -> None:
    """All shapes one after the other, or the one that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", choices=SHAPES)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if importlib.util.find_spec("torch") is None or importlib.util.find_spec("transformers") is None:
        print("NOT MEASURED: torch and transformers are missing; make model installs them")
        return
    if chosen.folder:
        measure(chosen.folder, chosen.threads)
        return
    for shape in [chosen.shape] if chosen.shape else SHAPES:
        with tempfile.TemporaryDirectory() as folder:
            make(shape, Path(folder))
            print(f"{shape}, {chosen.threads} threads", flush=True)
            again = [sys.executable, __file__, "--folder", folder, "--threads", str(chosen.threads)]
            subprocess.run(again, check=True)


if __name__ == "__main__":
    main()
