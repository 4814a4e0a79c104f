"""Who is signed in to the pages: sessions held in memory, bounded, gone with a restart."""

import hmac
import secrets
from hashlib import sha256
from threading import Lock

SESSION_S = 8 * 3600
SESSIONS_MAX = 100
FAILED_MAX = 5
FAILED_WINDOW_S = 60


class Sessions:
    """Sessions by their secret, and how often the password was wrong of late."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._until_s: dict[str, float] = {}
        self._failed_s: list[float] = []

    def begin(self, now_s: float) -> str:
        """Begin a session and return its secret; the oldest gives way when there are many."""
        session = secrets.token_urlsafe(24)
        with self._lock:
            self._until_s = {key: at for key, at in self._until_s.items() if at > now_s}
            while len(self._until_s) >= SESSIONS_MAX:
                del self._until_s[next(iter(self._until_s))]
            self._until_s[session] = now_s + SESSION_S
        return session

    def holds(self, session: str, now_s: float) -> bool:
        """Whether this is a session that has not run out."""
        with self._lock:
            return self._until_s.get(session, 0.0) > now_s

    def end(self, session: str) -> None:
        """End a session."""
        with self._lock:
            self._until_s.pop(session, None)

    def may_try(self, now_s: float) -> bool:
        """Whether the password may be tried again already."""
        with self._lock:
            self._failed_s = [at for at in self._failed_s if now_s - at < FAILED_WINDOW_S]
            return len(self._failed_s) < FAILED_MAX

    def failed(self, now_s: float) -> None:
        """The password was wrong."""
        with self._lock:
            self._failed_s.append(now_s)


def form_token(session: str) -> str:
    """What a form must carry to prove that it came from a page of this session."""
    return sha256(b"form" + session.encode()).hexdigest()


def is_form_token(session: str, token: str) -> bool:
    """Compare without telling by the time it takes."""
    return hmac.compare_digest(form_token(session).encode(), token.encode())
