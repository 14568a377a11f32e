"""The words that a definition may use: units, directions, states, aggregates."""

from peelian.facts.measures.model import Text

UNITS: dict[str, Text] = {
    "fte": Text("full-time equivalent (FTE)", "cyfwerth ag amser llawn (CALl)"),
    "headcount": Text("headcount", "nifer y bobl"),
    "count": Text("count", "nifer"),
    "people": Text("residents", "trigolion"),
    "per_1000": Text("per 1,000 residents", "fesul 1,000 o drigolion"),
    "per_million": Text("per million residents", "fesul miliwn o drigolion"),
    "proportion": Text("per cent", "y cant"),
    "seconds": Text("seconds", "eiliadau"),
    "hours": Text("hours", "awr"),
    "score": Text("score", "sgôr"),
    "pounds": Text("pounds", "punnoedd"),
    "pounds_per_head": Text("pounds per resident", "punnoedd fesul preswylydd"),
    "as_published": Text("as published", "fel y'i cyhoeddwyd"),
}
DIRECTIONS: dict[str, Text] = {
    "higher_is_better": Text("higher is better", "gorau po uchaf"),
    "lower_is_better": Text("lower is better", "gorau po isaf"),
    "neither": Text(
        "neither direction is better by itself", "nid yw'r naill gyfeiriad na'r llall yn well ynddo'i hun"
    ),
}
STATES = ("ok", "provisional", "not_comparable", "suppressed", "no_data")
AGGREGATES = ("sum", "count", "single", "agreed")
MATCHES = ("same_period", "nearest")
NATIONAL = ("published", "sum_of_forces")
LEAGUE_KINDS = ("proportion", "rate", "count", "estimate", "complete")
FIRST = ("highest", "lowest")
COUNTS = ("numerator", "denominator", "value")

WITHOUT_VALUE = ("suppressed", "no_data")
