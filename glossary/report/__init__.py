"""A report over an archive: one page of plots and tables, and the rows behind it."""

from glossary.report.outliers import Outlier, find_outliers
from glossary.report.page import to_page

__all__ = ["Outlier", "find_outliers", "to_page"]
