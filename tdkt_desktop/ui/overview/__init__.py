"""The campaign at a glance: matrix, schedule, next step, charts."""
