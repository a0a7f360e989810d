"""Claims about speed, each with the peer that it is measured against.

`python -m benchmarks` runs them all, `python -m benchmarks NAME` one; `--write` puts the figures
into docs/reference/benchmarks.md.
"""
