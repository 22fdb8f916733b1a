"""`make recheck-sources`: asks the address of every source, for a person who then reads what needs a look.

It changes nothing and no test needs a network: that an address answers does not mean that the text is the one we read.
A person reads it, then writes the day into `read` of docs/ledger/sources.toml, and `how = "live"`.
"""

from __future__ import annotations

import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from build_scripts.reading.ledger import Source, read_ledger

SECONDS = 20
HOSTS_AT_ONCE = 6
PAUSE = 1.0  # seconds between two requests to one host
# Some hosts answer no HEAD, or only what says what it is.
AGENT = {
    "User-Agent": "Mozilla/5.0 (compatible; ClearLimit source check, run by hand)",
    "Accept": "text/html,*/*;q=0.5",
}
NO_HEAD = {403, 404, 405, 501}


@dataclass(frozen=True)
class Answer:
    """What one address gave: `status` 0 where nothing came, `note` what a person should know."""

    source: Source
    url: str
    status: int
    note: str = ""

    @property
    def is_fine(self) -> bool:
        return self.status == 200 and not self.note


def _asked(url: str, method: str, seconds: float) -> tuple[int, str, str]:
    """(status, final address, Last-Modified). Raises OSError or ValueError where no answer came."""
    request = urllib.request.Request(url, headers=AGENT, method=method)
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return answer.status, answer.url, answer.headers.get("Last-Modified") or ""
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.url, ""


def _modified_after(read: str, modified: str) -> str:
    """The day on which the host says the file was changed, where that is after the day we read it."""
    try:
        day = parsedate_to_datetime(modified).astimezone(UTC).date()
    except ValueError:
        return ""
    return day.isoformat() if day > date.fromisoformat(read) else ""


def ask(source: Source, url: str, *, seconds: float = SECONDS) -> Answer:
    """One address, by HEAD and where that is refused by GET."""
    try:
        status, final, modified = _asked(url, "HEAD", seconds)
        if status in NO_HEAD:
            status, final, modified = _asked(url, "GET", seconds)
    except (OSError, ValueError) as error:
        return Answer(source, url, 0, f"no answer: {getattr(error, 'reason', error)}")
    if status != 200:
        return Answer(source, url, status, "gone or refused")
    here, there = urlsplit(url), urlsplit(final)
    if (here.netloc.removeprefix("www."), here.path.rstrip("/")) != (
        there.netloc.removeprefix("www."),
        there.path.rstrip("/"),
    ):
        return Answer(source, url, status, f"leads to {final}")
    if day := _modified_after(source.read, modified):
        return Answer(source, url, status, f"changed on {day}, after it was read")
    return Answer(source, url, status)


def addresses(sources: Iterable[Source]) -> dict[str, list[tuple[Source, str]]]:
    """Every address by its host, so that no host is asked twice at once."""
    found: dict[str, list[tuple[Source, str]]] = {}
    for source in sources:
        for url in dict.fromkeys(url for url in (source.url, source.url_official) if url):
            found.setdefault(urlsplit(url).netloc, []).append((source, url))
    return found


def recheck(sources: Iterable[Source], *, seconds: float = SECONDS, pause: float = PAUSE) -> list[Answer]:
    """What every address gave, those that need a look first."""

    def one_host(asked: Sequence[tuple[Source, str]]) -> list[Answer]:
        answers = []
        for at, (source, url) in enumerate(asked):
            time.sleep(pause if at else 0)
            answers.append(ask(source, url, seconds=seconds))
        return answers

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as hosts:
        found = [answer for answers in hosts.map(one_host, addresses(sources).values()) for answer in answers]
    return sorted(found, key=lambda each: (each.is_fine, each.source.read, each.source.id, each.url))


def main(wanted: Sequence[str]) -> int:
    known = {source.id: source for source in read_ledger().sources}
    if unknown := [name for name in wanted if name not in known]:
        print(f"recheck-sources: there is no source {', '.join(unknown)} in docs/ledger/sources.toml")
        return 2
    chosen = [known[name] for name in wanted] if wanted else list(known.values())
    print(f"recheck-sources: {datetime.now(UTC).date()}, {len(chosen)} sources; this takes some minutes", flush=True)
    answers = recheck(chosen)
    for each in answers:
        if not each.is_fine:
            print(f"{each.source.id}\n  last checked {each.source.read} ({each.source.how}), {each.url}")
            print(f"  {each.status or '-'}: {each.note}")
    fine = sum(each.is_fine for each in answers)
    print(f"{fine} of {len(answers)} addresses answer as before; {len(answers) - fine} need a look; an address that")
    print("answers is not yet a text that was read: a person opens it, and then writes the day into `read`.")
    return 0 if fine == len(answers) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
