"""The tracker: learns of open-weight releases first, says once and correctly what they are, remembers everything.

The river. Things come in at pollers, analysis finds what they mean, summarizers say it shortly, notifiers send it,
the store remembers, steps run in that order, history answers questions.

    domain/       the words: source, observation, finding, release, fact, event, channel, message …
    errors.py     one short tree
    clock.py      the only source of "now"
    config/       environment + sources.toml -> frozen values; the only reader of os.environ
    net/          talking to strangers safely: addresses, limits, politeness, parsing in a limited child process
    pollers/      IN      feed, hub, github; POLLERS is the whole list
    analysis/     PURE    language, names, detect, facts/, licenses, openness, yardsticks, judge, radar, record
    summarizers/  SHORT   fact sentence, publisher's teaser, extract; SUMMARIZERS; model/ and its guard/
    notifiers/    OUT     slack, email, webhook, console; NOTIFIERS
    store/        MEMORY  tables, then one file per noun
    catalog/      BEFORE  what came out before the first day: TOML files, each value with its source
    steps/        FLOW    poll, analyze, summarize, announce, deliver, digest: all that knows two parts at once;
                          read (pages) and rewrite (a language model) beside it
    history/      ASK     the one read side: releases, timelines, "as of", evidence
    app.py        where parts are chosen and wired
    schedule.py   one machine: APScheduler calls the steps
    cli/          one file per command

A step's to-do list is a question to the store: what is due and not done. Nothing is published on a bus, so nothing
can be lost; every step may be stopped anywhere and run again. Ask in one transaction, act outside, write in another.
"""

__version__ = "0.1.0"
