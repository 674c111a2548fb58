"""Figures about the service, for Prometheus."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from reportgen.errors import RenderError

if TYPE_CHECKING:
    from reportgen.serve.pool import Pool

BUCKETS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Seconds: a pair of news texts takes about one, with its PDF two."""


class Metrics:
    """Counts what was asked and how long it took; reads from the pool what is going on now."""

    def __init__(self, pool: Pool) -> None:
        prometheus = self._library = load_prometheus()
        self.registry = prometheus.CollectorRegistry()
        self._requests = prometheus.Counter(
            "reportgen_requests", "Answers, by path and status.", ["path", "status"], registry=self.registry
        )
        self._seconds = prometheus.Histogram(
            "reportgen_comparison_seconds", "From the order to the answer.", ["format"], buckets=BUCKETS, registry=self.registry
        )
        for name, says, read in (
            ("reportgen_places_taken", "Orders that are worked on or wait.", lambda: pool.taken),
            ("reportgen_places", "Orders there is room for.", lambda: pool.places),
            ("reportgen_workers_busy", "Processes that compare just now.", lambda: pool.busy),
        ):
            prometheus.Gauge(name, says, registry=self.registry).set_function(read)

    def count(self, path: str, status: int) -> None:
        """Count an answer."""
        self._requests.labels(path, str(status)).inc()

    def time(self, format_: str, seconds: float) -> None:
        """Note how long a comparison took, its waiting included."""
        self._seconds.labels(format_).observe(seconds)

    def text(self) -> bytes:
        """Return all figures in Prometheus's text form."""
        made: bytes = self._library.generate_latest(self.registry)
        return made


def load_prometheus() -> Any:
    """Return prometheus_client. Raises RenderError (`library-missing`) telling how to install it."""
    try:
        return importlib.import_module("prometheus_client")
    except ImportError:
        raise RenderError(
            "the service needs a Python package that is not installed: prometheus-client",
            slug="library-missing",
            remedy="Install it with: pip install 'reportgen[serve]'",
        ) from None
