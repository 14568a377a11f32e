"""What can go wrong when a measure is defined or asked for."""

from peelian.facts.problems import FactsProblem


class MeasureProblem(FactsProblem):
    """Base of every error about measures."""

    code = "measure"
    en = "The measure could not be read: {why}."
    cy = "Ni ellid darllen y mesur: {why}."


class UnknownMeasure(MeasureProblem):
    """No definition has this id."""

    code = "unknown-measure"
    en = "There is no measure {text!r}.{hint} The measures are: {known}."
    cy = "Nid oes mesur {text!r}.{hint} Dyma'r mesurau: {known}."


class BadDefinition(MeasureProblem):
    """A definition file has faults; all of them are listed."""

    code = "bad-measure-definition"
    en = "The measure definition {path} has {count} fault(s):\n{faults}"
    cy = "Mae {count} o wallau yn niffiniad y mesur {path}:\n{faults}"


class BadBreakdown(MeasureProblem):
    """`by` names no kind of area."""

    code = "bad-breakdown"
    en = "Measures are not given by {text!r}.{hint} Use one of: {known}."
    cy = "Ni roddir mesurau yn ôl {text!r}.{hint} Defnyddiwch un o'r rhain: {known}."


class BadVintages(MeasureProblem):
    """`vintages` is neither current nor all."""

    code = "bad-vintages"
    en = "There are no vintages {text!r}.{hint} Use 'current' (the newest edition of each figure) or 'all'."
    cy = "Nid oes argraffiadau {text!r}.{hint} Defnyddiwch 'current' (argraffiad diweddaraf pob ffigur) neu 'all'."


class UnknownDimension(MeasureProblem):
    """`where` names a column that is no dimension of the measure."""

    code = "unknown-dimension"
    en = "The measure {measure!r} has no dimension {text!r}.{hint} {known}"
    cy = "Nid oes dimensiwn {text!r} gan y mesur {measure!r}.{hint} {known}"


class UnknownValue(MeasureProblem):
    """`where` asks for a value that no row has."""

    code = "unknown-value"
    en = "No row of {measure!r} has {dimension} = {text!r}.{hint} The data loaded holds: {known}."
    cy = "Nid oes gan unrhyw res o {measure!r} {dimension} = {text!r}.{hint} Mae'r data a lwythwyd yn cynnwys: {known}."


class NotAdditive(MeasureProblem):
    """`where` asks to sum a dimension of a figure that cannot be summed."""

    code = "not-additive"
    en = "{dimension!r} of {measure!r} cannot be summed: its figures are published, not counted. Name one value."
    cy = "Ni ellir adio {dimension!r} o {measure!r}: ffigurau cyhoeddedig ydynt, nid cyfrifon. Enwch un gwerth."


class PeriodNotHeld(MeasureProblem):
    """No figure of the measure is held for the period."""

    code = "period-not-held"
    en = "{measure!r} has no figure for {text!r}.{hint} Periods held: {known}. Add a file with `peelian data add PATH`."
    cy = (
        "Nid oes gan {measure!r} ffigur ar gyfer {text!r}.{hint} Cyfnodau sydd ar gael: {known}. "
        "Ychwanegwch ffeil gyda `peelian data add PATH`."
    )
