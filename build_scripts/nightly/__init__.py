"""Commands that try or measure what takes too long for every day. Each is typed."""
