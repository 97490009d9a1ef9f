"""The database made anew from what was saved. Knows the settings that a build goes by; refuses to save anything."""

from pmf import build, settings


def publish() -> tuple[str, ...]:
    """Build and publish; returns what was left out of what refreshes brought.

    Raises ReadOnly, and what `build.build` raises; then the database is the one before.
    """
    settings.refuse_changes()
    db, remarks = settings.database(), list[str]()
    build.build(db, settings.data(), raw=settings.raw(db), remark=remarks.append)
    return tuple(remarks)
