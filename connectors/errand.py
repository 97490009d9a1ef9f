"""One wanted file on its way: attempts, redirects, status, body.

Knows HTTP; refuses to know whose turn it is, what the bytes mean and where they are kept.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urljoin

import requests
from urllib3.exceptions import HTTPError

from connectors.base import NotPublished, PublisherError, Wanted
from connectors.pacing import LONGEST_RETRY_AFTER, Clock, backoff, retry_after
from connectors.services import Place
from connectors.wire import Body, Bounds, OnBytes, PassingFault, receive

ATTEMPTS = 5
REDIRECTS = 8
CONNECT_SECONDS, SILENCE_SECONDS = 10.0, 60.0
_MOVED = (301, 302, 303, 307, 308)
_PASSING = (408, 425, 429)


@dataclass(frozen=True)
class Validators:
    """What lets a publisher answer that nothing changed."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """The conditional request headers, none where there is nothing to compare with."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True)
class Answer:
    """What came: the address that answered, without secrets, and the body; no body when it is unchanged."""

    url: str
    body: Body | None
    validators: Validators


@dataclass
class Errand:
    """`in_turn` gives the place of an address once its publisher may be asked."""

    wanted: Wanted
    validators: Validators
    session: requests.Session
    clock: Clock
    in_turn: Callable[[str], Place]
    on_bytes: OnBytes

    def __post_init__(self) -> None:
        self.where = shown(self.wanted)
        self.ends = self.clock.monotonic() + self.wanted.seconds

    def run(self, sink: Path) -> Answer:
        """Write the file to `sink`; try again what may pass. Raises PublisherError."""
        for attempt in range(ATTEMPTS - 1):
            try:
                return self._once(sink)
            except PassingFault as fault:
                self._wait(fault, attempt)
        return self._once(sink)

    def _wait(self, fault: PassingFault, attempt: int) -> None:
        wait = max(backoff(attempt), fault.wait or 0.0)
        if wait > LONGEST_RETRY_AFTER:
            asked = f"{fault.got} and the request to stay away for {wait:.0f} s"
            raise PublisherError(self.where, f"an answer within {LONGEST_RETRY_AFTER:.0f} s", asked) from fault
        if self.clock.monotonic() + wait > self.ends:
            raise fault
        self.clock.sleep(wait)

    def _once(self, sink: Path) -> Answer:
        response, url = self._followed()
        with closing(response):
            if response.status_code == 304 and self.validators.headers():
                return Answer(url, None, self.validators)
            self._judge(response)
            with sink.open("wb") as file:
                body = receive(response.raw, file, self._bounds())
                file.flush()
                os.fsync(file.fileno())
        given = Validators(response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
        return Answer(url, body, given)

    def _bounds(self) -> Bounds:
        return Bounds(self.wanted, self.where, self._check_time, self.on_bytes, self._masked)

    def _followed(self) -> tuple[requests.Response, str]:
        url = _with_params(self.wanted.url, {**self.wanted.params, **self.wanted.secrets})
        post, seen = self.wanted.body is not None, set[str]()
        while url not in seen and len(seen) <= REDIRECTS:
            seen.add(url)
            place = self._placed(url, redirected=len(seen) > 1)
            response = self._sent(place, post)
            if response.status_code not in _MOVED:
                return response, self._masked(place.url)
            with closing(response):
                url = urljoin(place.url, self._target(response))
                post = post and response.status_code in (307, 308)
        got = "a redirect back to where it came from" if url in seen else f"more than {REDIRECTS} redirects"
        raise PublisherError(self.where, "an answer", got)

    def _placed(self, url: str, redirected: bool) -> Place:
        try:
            place = self.in_turn(url)
        except PublisherError as error:
            if not redirected:
                raise
            raise PublisherError(self.where, error.expected, f"a redirect to {error.where}") from None
        self._check_time()
        return place

    def _target(self, response: requests.Response) -> str:
        if not (target := response.headers.get("Location", "")):
            raise PublisherError(self.where, "a redirect that says where to", "one without Location")
        return target

    def _sent(self, place: Place, post: bool) -> requests.Response:
        try:
            return self.session.request(
                "POST" if post else "GET",
                place.url,
                json=self.wanted.body if post else None,
                headers=self.validators.headers(),
                timeout=(CONNECT_SECONDS, SILENCE_SECONDS),
                allow_redirects=False,
                stream=True,
            )
        # from None: the messages of requests show the whole address, secrets included
        except (requests.ConnectionError, requests.Timeout) as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise PublisherError(self.where, "a certificate we can trust", "another one") from None
            raise PassingFault(self.where, "an answer", f"a failed connection ({type(error).__name__})") from None
        except requests.RequestException as error:
            raise PublisherError(self.where, "an answer in HTTP", type(error).__name__) from None

    def _judge(self, response: requests.Response) -> None:
        status = response.status_code
        if status == 200:
            return
        got = f"status {status}{self._masked(_said(response))}"
        if status in (404, 410):
            raise NotPublished(self.where, "a file", got, status)
        if status not in _PASSING and status < 500:
            raise PublisherError(self.where, "status 200", got, status)
        wait = retry_after(response.headers.get("Retry-After"), self.clock.now())
        raise PassingFault(self.where, "status 200", got, status, wait)

    def _masked(self, text: str) -> str:
        for secret in filter(None, self.wanted.secrets.values()):
            text = text.replace(secret, "***")
        return text

    def _check_time(self) -> None:
        if self.clock.monotonic() > self.ends:
            raise PublisherError(self.where, f"the whole file within {self.wanted.seconds:.0f} s", "more time needed")


def shown(wanted: Wanted) -> str:
    """The address of a wanted file as anyone may read it: parameters yes, secrets no."""
    return _with_params(wanted.url, wanted.params)


def _with_params(url: str, params: Mapping[str, str]) -> str:
    # commas, dots and bars stay readable: Nomis lists areas with them
    return f"{url}{'&' if '?' in url else '?'}{urlencode(params, safe=',.|;:*')}" if params else url


def _said(response: requests.Response) -> str:
    """How an error body begins, where it is plain text or JSON."""
    if "html" in response.headers.get("Content-Type", "") or response.headers.get("Content-Encoding"):
        return ""
    try:
        start: bytes = response.raw.read1(300, decode_content=False)
    except (HTTPError, OSError) as error:  # the status is the news; this only adds to it
        return f" and a broken body ({type(error).__name__})"
    return f": {' '.join(start.decode('utf-8', errors='replace').split())}" if start.strip() else ""
