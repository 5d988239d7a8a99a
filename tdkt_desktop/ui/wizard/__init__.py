"""The wizard that sets up a campaign in the window: one file a step, around one draft that is always on disk."""
