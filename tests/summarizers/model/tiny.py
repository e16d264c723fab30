"""Tiny language models with random weights, made on the spot through the real classes of transformers."""

from __future__ import annotations

from pathlib import Path

TEXTS = (
    "Nordlicht Labs releases Nordlicht 7B, a language model with open weights, under the Apache 2.0 license.",
    "The model was trained on two trillion tokens and reads 32,000 tokens of context in English and German.",
    "Nordlicht Labs veröffentlicht Nordlicht 7B, ein Sprachmodell mit offenen Gewichten, unter der Apache-Lizenz.",
    "Das Modell wurde mit zwei Billionen Token trainiert und liest einen Kontext von 32.000 Token.",
)
TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}"
    "{% if not enable_thinking %}{{ '<think>\\n\\n</think>\\n\\n' }}{% endif %}{% endif %}"
)
NO_SYSTEM = "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system turn') }}{% endif %}" + TEMPLATE
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
PLAIN = ["<think>", "</think>"]  # added, and not special: what all_special_tokens alone would miss


def causal(folder: Path, template: str | None = TEMPLATE, layers: int = 2) -> Path:
    """A Qwen3 of a megabyte: a chat model with its own template."""
    import torch
    from transformers import Qwen3Config, Qwen3ForCausalLM

    tokenizer = _tokenizer()
    tokenizer.chat_template = template
    torch.manual_seed(7)
    config = Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=layers,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=16,
        max_position_embeddings=4096,
        eos_token_id=tokenizer.convert_tokens_to_ids("<|im_end|>"),
        pad_token_id=tokenizer.convert_tokens_to_ids("<|endoftext|>"),
        bos_token_id=None,
    )
    return _saved(folder, Qwen3ForCausalLM(config).to(torch.bfloat16), tokenizer)


def seq2seq(folder: Path) -> Path:
    """An mT5 of a megabyte: encoder and decoder, no chat."""
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    tokenizer = _tokenizer()
    torch.manual_seed(7)
    config = MT5Config(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=8,
        d_ff=64,
        num_layers=1,
        num_decoder_layers=1,
        num_heads=4,
        decoder_start_token_id=0,
        pad_token_id=tokenizer.convert_tokens_to_ids("<|endoftext|>"),
        eos_token_id=tokenizer.convert_tokens_to_ids("<|im_end|>"),
    )
    return _saved(folder, MT5ForConditionalGeneration(config), tokenizer)


def _tokenizer():  # type: ignore[no-untyped-def]
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    made.train_from_iterator(
        TEXTS, trainers.BpeTrainer(vocab_size=600, special_tokens=SPECIAL, initial_alphabet=alphabet)
    )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=made, eos_token="<|im_end|>", pad_token="<|endoftext|>", model_max_length=4096
    )
    tokenizer.add_tokens(PLAIN)
    return tokenizer


def _saved(folder: Path, model, tokenizer) -> Path:  # type: ignore[no-untyped-def]
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
