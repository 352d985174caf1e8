#!/usr/bin/env python3
"""Chancery: one outline of a visit's themes becomes a printed brief and a slide deck."""
from reports.command import main

if __name__ == "__main__":
    main()
