"""Settings for the whole suite."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from reportgen.align.pairmodel import threads_for, use_threads

# The workers of pytest-xdist share the cores.
use_threads(threads_for(int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))))

# Machines that run tests are shared and slow by turns: a law is broken or it holds, however long the example took.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Where a change is judged, the same examples every time: a failure there is the change's own.
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")
