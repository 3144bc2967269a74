"""Small line charts as SVG images, without a library and visible at first paint.

One image serves light and dark pages. It has no text; the page draws that in its own font.
"""

from urllib.parse import quote

from app.charts.palette import DARK, LIGHT, Palette
from app.charts.series import Axis, Point, Series

_WIDTH, _HEIGHT, _PAD = 240, 96, 5
_LOW_PAD = 9
"""Above and below in a chart without a grid, drawn a third as high: its dots are not cut off."""
_GAP_DAYS = 14
"""Days further apart than this are not joined: nothing was measured between them."""


def marks(axis: Axis) -> tuple[float, float, float]:
    """Return the values whose lines a grid draws: both ends of the scale and its middle."""
    return axis.low, (axis.low + axis.high) / 2, axis.high


def draw(series: Series, axis: Axis, *, colour: int = 1, grid: bool = False) -> str:
    """Return the chart as a data URI: a dot per day, intervals as a band, the target as a line.

    `grid` adds a line for each of the marks of the scale.
    """
    frame = _Frame(axis, above=_PAD if grid else _LOW_PAD)
    style = (
        "<style>path,polyline{vector-effect:non-scaling-stroke}"
        ".d{stroke-width:5;stroke-linecap:round}"
        f"{_colours(LIGHT, colour)}"
        f"@media(prefers-color-scheme:dark){{{_colours(DARK, colour)}}}</style>"
    )
    heights = [frame.y(mark) for mark in marks(axis)] if grid else [_HEIGHT - 1]
    base = "".join(f'<path class="b" d="M0 {y}H{_WIDTH}" stroke-width="1"/>' for y in heights)
    target = (
        f'<path class="t" d="M0 {frame.y(axis.target)}H{_WIDTH}" stroke-width="1.2" '
        'stroke-dasharray="4 3"/>'
        if axis.target is not None
        else ""
    )
    runs = "".join(_run(run, frame) for run in _runs(series.points))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'preserveAspectRatio="none">{style}{base}{target}{runs}</svg>'
    )
    return f"data:image/svg+xml,{quote(svg, safe=' =:/;,.()')}"


def _colours(palette: Palette, colour: int) -> str:
    line = palette.categories[colour - 1]
    return (
        f".l{{stroke:{line}}}.f{{fill:{line}}}"
        f".t{{stroke:{palette.accent}}}.b{{stroke:{palette.line}}}"
    )


class _Frame:
    """Converts days and figures to coordinates of the image."""

    def __init__(self, axis: Axis, *, above: int) -> None:
        self._axis, self._above = axis, above
        self._days = max(1, (axis.until - axis.since).days)

    def x(self, point: Point) -> float:
        share = (point.day - self._axis.since).days / self._days
        return round(_PAD + share * (_WIDTH - 2 * _PAD), 1)

    def y(self, value: float) -> float:
        share = (value - self._axis.low) / (self._axis.high - self._axis.low)
        room = _HEIGHT - 2 * self._above
        return round(_HEIGHT - self._above - min(1.0, max(0.0, share)) * room, 1)


def _runs(points: tuple[Point, ...]) -> list[list[Point]]:
    runs: list[list[Point]] = []
    for point in points:
        if runs and (point.day - runs[-1][-1].day).days <= _GAP_DAYS:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _run(points: list[Point], frame: _Frame) -> str:
    dots = "".join(f'<path class="l d" d="M{frame.x(p)} {frame.y(p.mean)}h0"/>' for p in points)
    if len(points) == 1:
        return dots
    line = " ".join(f"{frame.x(p)},{frame.y(p.mean)}" for p in points)
    banded = [(p, p.interval) for p in points if p.interval is not None]
    upper = [f"{frame.x(p)},{frame.y(i.high)}" for p, i in banded]
    lower = [f"{frame.x(p)},{frame.y(i.low)}" for p, i in reversed(banded)]
    return (
        f'<polygon class="f" fill-opacity="0.16" points="{" ".join(upper + lower)}"/>'
        f'<polyline class="l" fill="none" stroke-width="1.6" points="{line}"/>'
        f"{dots if len(points) <= 31 else ''}"
    )
