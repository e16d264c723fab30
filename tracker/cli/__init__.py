"""The `tracker` command, one file each: parse, call one function, print. Data to stdout, the rest to stderr."""

from __future__ import annotations

import typer

from tracker.cli.analyze import analyze, summarize
from tracker.cli.backfill import backfill
from tracker.cli.check import check
from tracker.cli.demo import demo
from tracker.cli.digest import digest
from tracker.cli.evaluate import evaluate
from tracker.cli.export import export
from tracker.cli.history import history
from tracker.cli.init import init
from tracker.cli.label import label
from tracker.cli.merge import merge
from tracker.cli.models import app as models
from tracker.cli.poll import poll
from tracker.cli.radar import radar
from tracker.cli.retract import retract
from tracker.cli.run import run
from tracker.cli.send_test import send_test
from tracker.cli.show import show
from tracker.cli.sources import app as sources
from tracker.cli.split import split
from tracker.cli.tick import tick
from tracker.cli.train import train
from tracker.cli.upgrade import upgrade

app = typer.Typer(
    name="tracker",
    help="Watches feeds, the Hugging Face Hub and GitHub for open-weight releases, and remembers everything.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    init,
    upgrade,
    run,
    tick,
    poll,
    backfill,
    analyze,
    summarize,
    label,
    train,
    evaluate,
    history,
    radar,
    show,
    merge,
    split,
    retract,
    digest,
    export,
    check,
    demo,
):
    app.command()(command)
app.command("send-test")(send_test)
app.add_typer(sources, name="sources")
app.add_typer(models, name="models")
