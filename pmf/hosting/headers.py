"""The headers every answer carries, above all which scripts may run and who may show the pages in a frame.

Knows the rules of browsers; refuses to know where the scripts come from.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256

ALONE = (b"cross-origin-opener-policy", b"same-origin")
"""For pages that hold what somebody types: whoever opened the window cannot lead it elsewhere."""
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NOTHING_OF_THE_READER = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"


def inline_scripts(html: str) -> list[str]:
    """The scripts written into a page, as they stand between their tags."""
    return _INLINE.findall(html)


def policy(scripts: Iterable[str], embedders: Sequence[str], drawn_from: Sequence[str] = ()) -> str:
    """The content security policy: our own files, of the scripts written into pages only these, and `drawn_from`.

    Those are origins a map is drawn from, which nothing but data and pictures may come from.

    Styles are written into the pages by Streamlit as they are needed; `unsafe-inline` for them runs no code.
    """
    framing = " ".join(("'self'", *embedders))
    hashes = " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in scripts)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            " ".join(("img-src 'self' data: blob:", *drawn_from)),
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            " ".join(("connect-src 'self'", *drawn_from)),
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {framing}",
        )
    )


def headers(
    scripts: Iterable[str], embedders: Sequence[str], drawn_from: Sequence[str] = ()
) -> list[tuple[bytes, bytes]]:
    """Every header, as ASGI servers take them."""
    named = {
        "content-security-policy": policy(scripts, embedders, drawn_from),
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin-when-cross-origin",
        "permissions-policy": _NOTHING_OF_THE_READER,
        "cross-origin-resource-policy": "same-origin",
    }
    if not embedders:  # the older header knows no list
        named["x-frame-options"] = "SAMEORIGIN"
    return [(name.encode("ascii"), value.encode("ascii")) for name, value in named.items()]
