"""The small world of stories that the networks learn from, told by a grammar with a seed."""
