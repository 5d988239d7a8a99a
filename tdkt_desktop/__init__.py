"""TĐKT Desktop: inspection of emulation and commendation work, offline."""

__version__ = "0.2.0"
