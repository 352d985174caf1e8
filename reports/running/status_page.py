"""How reports stand, as one page that needs nothing else: no script, no address, readable in print and by voice."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from reports.counted import counted
from reports.running.status import Line, Report

_STYLE = """
:root{--navy:#0b2545;--blue:#2073bc;--orange:#f46a25;--tint:#f1f5f9;--grey:#46525e;--line:#d5dbe1}
*{box-sizing:border-box}body{margin:0;font:15px/22px Carlito,Calibri,sans-serif;color:#000;background:#fff}
header{background:var(--navy);color:#fff;padding:40px max(24px,calc(50vw - 456px)) 28px;position:relative}
header::before{content:"";position:absolute;top:0;width:26px;height:9px;background:var(--orange)}
h1{margin:0;font-size:32px;line-height:36px}header p{margin:8px 0 0;color:#c4d3e4}
main{max-width:960px;margin:0 auto;padding:8px 24px 48px}
section{border-top:1px solid var(--navy);margin-top:32px;padding-top:12px}
h2{margin:0;font-size:20px;line-height:24px;color:var(--navy)}
h2+p{margin:4px 0 12px;font-weight:bold}
h2+.bad,.bad{margin:8px 0;font-weight:normal;border-left:4px solid var(--orange);background:#fde9de;padding:8px 12px}
.bad+dl{margin-top:16px}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:12px 24px;margin:0 0 16px}
dt{font-size:12px;line-height:16px;color:var(--grey)}dd{margin:0;font-weight:bold;color:var(--navy)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px;line-height:20px}
th{text-align:left;color:var(--navy);border-bottom:1px solid var(--navy);padding:4px 12px 4px 0}
td{border-bottom:1px solid var(--line);padding:4px 12px 4px 0;vertical-align:top}
.n{text-align:right;font-variant-numeric:tabular-nums}time{white-space:nowrap}
"""


def page(reports: Sequence[Report], at: str) -> str:
    """All reports on one page; `at` is the time of looking."""
    failing = [r.name for r in reports if not r.well]
    needing = f"{len(failing)} of {counted(len(reports), 'report')} {'needs' if len(failing) == 1 else 'need'} a look"
    told = f"{needing}: {', '.join(failing)}" if failing else "All is well"
    return "".join(['<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Chancery: status</title>'
                    '<meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" '
                    f"content=\"default-src 'none'; style-src 'unsafe-inline'\"><style>{_STYLE}</style></head><body>"
                    f"<header><h1>{escape(told)}</h1><p>As of {_time(at)}</p></header><main>",
                    *(_section(report) for report in reports), "</main></body></html>\n"])


def _section(report: Report) -> str:
    facts = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _facts(report))
    wrong = "".join(f'<p class="bad">{escape(words)}</p>' for words in _wrong(report))
    return f"<section><h2>{escape(report.name)}</h2>{wrong or '<p>In order</p>'}<dl>{facts}</dl>{_runs(report.runs)}</section>"


def _wrong(report: Report) -> Iterator[str]:
    if report.trouble:
        yield report.trouble
    if report.failing_since:
        yield f"Failing since {_plain(report.failing_since)}{f': {report.failing}' if report.failing else ''}"
    if report.missed:
        yield f"Deadline missed: {report.missed}"
    if report.ended:
        yield f"Readers' edition was valid until {report.ended}"
    for delivery in report.undelivered:
        yield f"Not delivered: {delivery}"
    if report.hold:
        yield f"Releases are held: {report.hold}"


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    yield "Latest edition", f"{escape(report.latest)} ({escape(report.state)})" if report.latest else "none yet"
    yield "Readers have", f"edition {escape(report.current)}" if report.current else "no edition"
    if report.as_of:
        yield "As of", escape(report.as_of)
    yield "Next due", _time(report.due) if report.due else "no schedule"
    if report.retry:
        yield "Tried again", _time(report.retry)


def _runs(runs: Sequence[Line]) -> str:
    if not runs:
        return "<p>It has not run yet.</p>"
    rows = "".join(f'<tr><td class="n">{line.run}</td><td>{_time(line.at)}</td><td>{escape(line.result)}</td>'
                   f'<td>{escape(line.edition)}</td><td class="n">{line.seconds:.1f}</td><td>{escape(line.what)}</td></tr>'
                   for line in runs)
    heads = "".join(f'<th scope="col"{css}>{name}</th>' for name, css in (
        ("Run", ' class="n"'), ("Ended", ""), ("Result", ""), ("Edition", ""), ("Seconds", ' class="n"'), ("What", "")))
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _plain(at: str) -> str:
    return f"{at[:10]} {at[11:16]} UTC" if len(at) > 16 else at


def _time(at: str) -> str:
    return f'<time datetime="{escape(at)}">{escape(_plain(at))}</time>'
