"""Many articles: inputs cut into parts, workers that write them, runs that can be taken up again.

`plan` cuts, `work` does one part in whatever process, `run` leads the workers, `manifest` remembers, `diff` compares two runs.
"""
