"""Which of two markings is the higher."""
from __future__ import annotations

import pytest

from reports import marking


@pytest.mark.parametrize(("scheme", "block", "document", "above"), [
    ("tlp", "TLP:AMBER", "TLP:GREEN", True), ("tlp", "TLP:CLEAR", "TLP:GREEN", False),
    ("tlp", "TLP:AMBER+STRICT", "TLP:AMBER", True), ("tlp", "TLP:PINK", "TLP:RED", True),
    ("gscp", "SECRET", "OFFICIAL-SENSITIVE", True), ("gscp", "OFFICIAL", "SECRET", False),
    ("us", "SECRET//NOFORN", "TOP SECRET//NOFORN", False), ("us", "TOP SECRET", "SECRET//NOFORN", True),
    ("custom", "In confidence", "In confidence", False), ("custom", "Closed", "In confidence", True),
    ("none", "Secret", "", True)])
def test_a_block_never_stands_above_its_document(scheme, block, document, above):
    assert marking.above(scheme, block, document) is above
