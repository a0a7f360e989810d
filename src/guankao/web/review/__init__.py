"""Review: from draft to publication, and the pages on which plans are written and judged."""
