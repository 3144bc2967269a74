"""A small chart with the marks of its scale beside it, in the page's own font."""

from markupsafe import Markup

from app.charts import spark
from app.charts.series import Axis, Series, describe
from app.ui.html import join, one_line


def draw(line: Series, axis: Axis) -> Markup:
    """Return a chart with the marks of its scale; its text says the same."""
    marks = join(Markup("<span>{:g}</span>").format(mark) for mark in reversed(spark.marks(axis)))
    return Markup(
        '<div class="rein-plot"><div class="marks" aria-hidden="true">{}</div>'
        '<img src="{}" alt="{}"></div>'
    ).format(marks, spark.draw(line, axis, grid=True), one_line(describe(line, axis)))
