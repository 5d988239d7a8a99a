"""The steps from an empty file to today's version, in order. The number of steps is the version."""

from tdkt_desktop.storage.migrations import (
    step_001,
    step_002,
    step_003,
    step_004,
    step_005,
    step_006,
    step_007,
    step_008,
)

STEPS: tuple[tuple[str, ...], ...] = (
    step_001.STATEMENTS,
    step_002.STATEMENTS,
    step_003.STATEMENTS,
    step_004.STATEMENTS,
    step_005.STATEMENTS,
    step_006.STATEMENTS,
    step_007.STATEMENTS,
    step_008.STATEMENTS,
)
