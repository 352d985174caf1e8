"""Chancery: how an outline becomes a printed brief and a slide deck.

The flow goes one way:

    outline.yaml --load--> Outline --check, resolve--> Ledger --compose--> Document --lay out--> Pages --render--> brief.pdf
                                                                               `------lay out--> Pages --render--> deck.pptx

The command and the stages:

    command.py      a command and its arguments in, an exit status out
    commands/       one file a command: what it takes, what it prints               [home of click and rich]
    pipeline.py     the stages, one call a line
    options.py      what a caller may choose about a build
    outputs.py      the two outputs: which layout, which renderer, where drawings come from
    drawings.py     the figures of the brief as SVG files
    prints.py       prints of the deck, and what they cannot show of it
    parallel.py     both outputs at once, on two cores
    publish.py      finished bytes to their place: aside, flushed, renamed
    durable.py      bytes that stay: flushed before they are named
    scaffold.py     a small report to start from
    gallery.py      the outline of a report that shows every kind
    problems.py     Place(file, line, column), Problem(place, what, hint, level)
    counted.py      so many of a thing, in words

Reading:

    addresses.py    web addresses, and what in them may be secret
    cleaning.py     text, numbers and paths from outside, one cleaner each
    loader.py       YAML text to placed data                                        [home of yaml]
    placed.py       plain data that knows where it was typed
    ledger_file.py  facts from a table, for ledgers of thousands
    syntax.py       PyYAML's complaints in a writer's words
    remembered.py   parsed files, found again by their bytes
    outline.py      placed data to Outline
    leaves.py       the smallest things that a writer puts: words, dates, ids, closed lists
    head.py         the models around the body: report, sources, facts, conflicts, actors, terms, data
    validation.py   what a model refuses, as problems
    schema.py       the language as JSON Schema, for editors
    manual.py       what one kind of block or chart takes, for a writer to read
    tables/         data files to tables: CSV, Excel, JSON, Parquet, SQL            [home of openpyxl, pyarrow, duckdb, psycopg]

Facts and numbers:

    facts.py        the ledger: facts, derived facts, sources, conflicts; `{A-058}` to value and citation
    resolution.py   facts as typed to facts with numbers
    ages.py         a date against limits of age, on a day that is given
    freshness.py    how old facts may grow, and what becomes of a report that has grown old
    aged_tables.py  how old the data tables behind figures may grow
    oldest.py       the date of the oldest data that figures draw
    outdated.py     the notice of what is past its time
    derivation.py   the order of derived facts; scopes, units and statuses that may not mix
    formula.py      the formulas of derived facts
    units.py        what a unit is made of
    citation.py     how a fact is cited
    numbers.py      how a value is written: money, percent, unit, date, locale      [home of babel]

Composing and laying out:

    inline.py       inline text to atoms                                            [home of markdown-it]
    endnotes.py     notes numbered by first mention
    walking.py      walks over what is composed
    document.py     the Document model: what the report says
    attachment.py   a file that travels inside the brief
    data_files.py   the data behind a report: a CSV a figure, the facts as JSON
    references.py   figures and themes by their ids
    typography.py   a typewriter's signs as a typesetter has them
    glyphs.py       characters that no font of the house style has
    conflicts.py    where accounts differ: both sides, or none
    pictures.py     pictures of the report's folder, cleaned                        [home of pillow]
    plotted.py      the values behind a figure, as tables
    opening.py      the body with what stands at its start untyped: cover, correction
    budget.py       how many words of running text a brief has
    furniture.py    the words of the head as they print
    tracing/        every number, date, quotation and claim followed home: the reader of quantities, the rules A1 to A13
    headlines.py    what charts claim, held against the ledger; what the figures say together
    waivers.py      rules that a chart or a block sets aside, with a reason
    marking.py      protective markings: the labels of each scheme, and which covers which
    portions.py     "(U)" before titles and paragraphs
    copies.py       numbered copies, and what files are called
    release/        a report below its own marking: what is taken out, and the scan for it
    compose.py      Outline + Ledger to Document
    house/          an organisation's own .pptx or .potx as the template of the deck
    theme.py        theme.yaml to Theme: roles of colour and type, page shapes, spacing
    theme_model.py  what theme.yaml may hold
    text/           the text engine: measuring, hyphenation, line breaking, proof of fit
    page.py         the Page model: where things go
    adopting/       what a person changed in a deck, kept over the next builds
    layout/         Document to Pages: brief.py (flow on paper), deck.py (one idea a slide), printed.py (slides on paper)
    blocks/         one file a block kind
    render/         one file an output: pdf.py [home of reportlab], pptx.py [home of python-pptx]

Finished files:

    audit/          every number of finished files, read by readers of their own     [home of pypdfium2]

Editions, and runs that nobody watches:

    issue.py        one edition as the pages need to know it
    editions/       the archive: what was said when, from what; diff, gates, proof   [home of sqlite3 for writing]
    running/        unattended runs: stages, schedules, data anew, people told; the only clock in the house   [home of croniter]

`charts/` beside this package draws figures and never imports it.
"""
