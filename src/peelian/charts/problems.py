"""What can go wrong when a chart is drawn."""

from peelian.reference.problems import Problem


class ChartProblem(Problem):
    """The base of every error of `peelian.charts`."""

    code = "chart"


class BadChart(ChartProblem):
    code = "bad-chart"
    en = "The chart cannot be drawn: {why}. {mend}"
    cy = "Ni ellir llunio’r siart: {why}. {mend}"


class UnsafeMarkup(ChartProblem):
    """A programming slip that the builder stops before it reaches a reader."""

    code = "unsafe-markup"
    en = "A chart may not hold {what}. Use only the elements and attributes that peelian.charts.svg lists."
    cy = "Ni chaiff siart gynnwys {what}. Defnyddiwch yr elfennau a’r priodoleddau a restrir yn peelian.charts.svg yn unig."


class UnsafeLink(ChartProblem):
    code = "unsafe-link"
    en = "A mark of a chart may not lead to {address!r}. Give a path of this site or an http(s) address."
    cy = "Ni chaiff marc siart arwain at {address!r}. Rhowch lwybr ar y wefan hon neu gyfeiriad http(s)."
