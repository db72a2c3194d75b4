"""More than one machine: one function from Arrow to Arrow, and how Spark and Ray call it."""
