"""Many comparisons: a manifest goes in, a folder of comparison files, briefs, tables and a summary comes out.

    result = run_batch("manifest.csv", "results", jobs=2)

The road is `manifest → blocks → worker → records → tables → summary`. A block is a handful of entries, and blocks do not know of
each other, so whatever runs them (this process, a pool of processes, a Dask cluster) only schedules.
"""

from __future__ import annotations

from reportgen.batch.run import BatchResult, run_batch

__all__ = ["BatchResult", "run_batch"]
