"""Benchmarks: ratios to the tools that people string together today, measured side by side in one run."""
