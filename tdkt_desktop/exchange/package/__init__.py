"""The .tdkt package: written whole, verified to the last byte, signed, locked, read."""
