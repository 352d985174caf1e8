"""Chancery: how an outline becomes a printed brief and a slide deck.

The flow goes one way:

    outline.yaml --load--> Outline --check, resolve--> Ledger --compose--> Document --lay out--> Pages --render--> brief.pdf
                                                                               `------lay out--> Pages --render--> deck.pptx

    command.py      arguments in, problems and file names out, exit status          [home of click and rich]
    pipeline.py     the stages, one call a line
    outputs.py      the two outputs: which layout, which renderer, where drawings come from
    publish.py      finished bytes to their place: aside, flushed, renamed
    problems.py     Place(file, line, column), Problem(place, what, hint, level)
    loader.py       YAML text to placed data                                        [home of yaml]
    outline.py      placed data to Outline; what a writer may put at the top
    facts.py        the ledger: facts, derived facts, sources, conflicts; notes to cite them
    formula.py      the formulas of derived facts
    tables.py       data files to tables
    numbers.py      how a value is written: money, percent, unit, date, locale      [home of babel]
    inline.py       inline text to atoms                                            [home of markdown-it]
    document.py     the Document model: what the report says
    compose.py      Outline + Ledger to Document
    theme.py        theme.yaml to Theme: roles of colour and type, page shapes, spacing
    text/           the text engine: measuring, hyphenation, line breaking, proof of fit
    page.py         the Page model: where things go
    layout/         Document to Pages: brief.py (flow on paper), deck.py (one idea a slide)
    blocks/         one file a block kind
    render/         one file an output: pdf.py [home of reportlab], pptx.py [home of python-pptx]

`charts/` beside this package draws figures and never imports it.
"""
