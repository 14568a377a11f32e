"""A result in; a picture out, as accessible SVG with its words and its table.

Each kind of chart is a module of its own name: `caterpillar`, `funnel`, `xmr`, `line`, `slope`, `force_map`, `sparkline`.
Each has one function of that name, which returns a `Chart`. `peelian.charts.altair` draws the same for a notebook and is
imported only there.
"""

from peelian.charts.chart import Chart
from peelian.charts.units import Unit, unit_of

__all__ = ["Chart", "Unit", "unit_of"]
