"""How often the costly proofs run: a sample in every `make test`, the full count in `make proof` (PROOF=1)."""
from __future__ import annotations

import os

PROOF = os.environ.get("PROOF") == "1"


def often(sample: int, full: int) -> int:
    """`sample` in an ordinary run, `full` when the whole proof is asked for."""
    return full if PROOF else sample
