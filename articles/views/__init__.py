"""Views of uploads and batches: each checks its permission, lets a step do the work, and enqueues."""
