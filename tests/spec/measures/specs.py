"""What a measure means, as small tables. Each is run on every engine by test_specs.py and printed into the docs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Spec:
    """`tables`: dataset -> what is loaded. `ask`: the arguments of `rows`. `shows`: the columns compared."""

    title: str
    words: str
    tables: Mapping[str, str]
    measure: str
    ask: Mapping[str, Any]
    answer: str
    hidden: Mapping[str, str] = field(default_factory=dict)
    only_areas: tuple[str, ...] = ()


SPECS = [
    Spec(
        title="Parts of one figure are added",
        words="Workforce rows by sex and rank lie in one slot and never beside their total, so the figure is their sum.",
        tables={
            "workforce": """
            area_id | as_at      | worker_type     | sex    | rank      | basis     | value
            kent    | 2017-03-31 | police_officers | male   | constable | fte       | 100.5
            kent    | 2017-03-31 | police_officers | female | constable | fte       | 50.25
            kent    | 2017-03-31 | police_officers | female | sergeant  | fte       | 10
            kent    | 2017-03-31 | police_officers | all    | all       | headcount | 170
            kent    | 2017-03-31 | pcsos           | all    | all       | fte       | 20
            """
        },
        measure="officers_fte",
        ask={"areas": "kent"},
        answer="""
        area_id | period     | value  | state
        kent    | 2017-03-31 | 160.75 | ok
        """,
    ),
    Spec(
        title="Absent is not zero",
        words="By force, each of the 43 without a figure has a row that says so. Specials are listed, never filled in.",
        tables={
            "workforce": """
            area_id | as_at      | worker_type     | basis | value
            kent    | 2017-09-30 | police_officers | fte   | 3255
            btp     | 2017-09-30 | police_officers | fte   | 3028
            """
        },
        measure="officers_fte",
        ask={"by": "force"},
        only_areas=("kent", "essex", "btp", "northern-ireland"),
        answer="""
        area_id | period     | value | state
        essex   | 2017-09-30 | -     | no_data
        kent    | 2017-09-30 | 3255  | ok
        btp     | 2017-09-30 | 3028  | ok
        """,
    ),
    Spec(
        title="A suppressed part leaves the whole without a value",
        words="A sum takes the worst state of its parts: what is suppressed or missing is never silently left out.",
        tables={
            "workforce": """
            area_id | as_at      | worker_type     | rank      | basis | value | state
            kent    | 2017-03-31 | police_officers | constable | fte   | 100   | ok
            kent    | 2017-03-31 | police_officers | chief     | fte   | -     | suppressed
            essex   | 2017-03-31 | police_officers | constable | fte   | 200   | provisional
            essex   | 2017-03-31 | police_officers | sergeant  | fte   | 20    | ok
            """
        },
        measure="officers_fte",
        ask={},
        answer="""
        area_id | period     | value | state
        essex   | 2017-03-31 | 220   | provisional
        kent    | 2017-03-31 | -     | suppressed
        """,
    ),
    Spec(
        title="A newer edition replaces a whole slot",
        words="Only the rows that the store shows as current are added; the superseded ones are still there to be seen.",
        tables={
            "workforce": """
            area_id | as_at      | worker_type     | basis | value | source_id
            kent    | 2017-03-31 | police_officers | fte   | 100   | test/one
            kent    | 2017-03-31 | police_officers | fte   | 101   | test/two
            """
        },
        hidden={
            "workforce": """
            source_id | area_id | as_at      | worker_type     | basis
            test/one  | kent    | 2017-03-31 | police_officers | fte
            """
        },
        measure="officers_fte",
        ask={},
        answer="""
        area_id | value | vintage
        kent    | 101   | 2021-01-01
        """,
    ),
    Spec(
        title="Every edition can be seen",
        words="With vintages=all each edition keeps its own row; two editions are never added.",
        tables={
            "workforce": """
            area_id | as_at      | worker_type     | basis | value | source_id
            kent    | 2017-03-31 | police_officers | fte   | 100   | test/one
            kent    | 2017-03-31 | police_officers | fte   | 101   | test/two
            """
        },
        hidden={
            "workforce": """
            source_id | area_id | as_at      | worker_type     | basis
            test/one  | kent    | 2017-03-31 | police_officers | fte
            """
        },
        measure="officers_fte",
        ask={"vintages": "all"},
        answer="""
        area_id | value | vintage
        kent    | 100   | 2020-01-01
        kent    | 101   | 2021-01-01
        """,
    ),
    Spec(
        title="A rate is its two counts divided, and keeps both",
        words="Exactly 10.0 seconds is outside. Where counts exist, the printed percentage is not used.",
        tables={
            "call_answering": """
            area_id            | period  | service | item         | value
            greater-manchester | 2023-11 | 999     | calls        | 44491
            greater-manchester | 2023-11 | 999     | under_10     | 41798
            greater-manchester | 2023-11 | 999     | pct_under_10 | 93.9
            """
        },
        measure="answered_under_10s",
        ask={},
        answer="""
        area_id            | value              | numerator | denominator | state
        greater-manchester | 0.9394709042278213 | 41798     | 44491       | ok
        """,
    ),
    Spec(
        title="A published percentage stands where there are no counts",
        words="71% is never worked out from bands and no counts are made from it; the basis says whose figure it is.",
        tables={
            "call_answering": """
            area_id   | period      | service | item         | value
            K02000001 | 2021-11/P6M | 999     | pct_under_10 | 71
            K02000001 | 2021-11/P6M | 999     | pct_10_to_60 | 25
            K02000001 | 2021-11/P6M | 999     | mean_s       | 16.1
            """
        },
        measure="answered_under_10s",
        ask={},
        answer="""
        area_id   | period      | value | numerator | denominator
        K02000001 | 2021-11/P6M | 0.71  | -         | -
        """,
    ),
    Spec(
        title="A longer period is summed only from parts that tile it",
        words="Counts of three months make a quarter; with one month missing there is none, and the force says no_data.",
        tables={
            "call_answering": """
            area_id | period  | service | item     | value
            kent    | 2023-10 | 999     | calls    | 100
            kent    | 2023-11 | 999     | calls    | 200
            kent    | 2023-12 | 999     | calls    | 300
            kent    | 2023-10 | 999     | under_10 | 90
            kent    | 2023-11 | 999     | under_10 | 100
            kent    | 2023-12 | 999     | under_10 | 110
            essex   | 2023-10 | 999     | calls    | 100
            essex   | 2023-12 | 999     | calls    | 100
            essex   | 2023-10 | 999     | under_10 | 90
            essex   | 2023-12 | 999     | under_10 | 90
            """
        },
        measure="answered_under_10s",
        ask={"by": "force", "periods": "2023-Q4"},
        only_areas=("kent", "essex"),
        answer="""
        area_id | period  | value | numerator | denominator | state
        essex   | 2023-Q4 | -     | -         | -           | no_data
        kent    | 2023-Q4 | 0.5   | 300       | 600         | ok
        """,
    ),
    Spec(
        title="The longest tiles come first, and a whole is not added to its parts",
        words="A half-year beside its quarters is used once.",
        tables={
            "recorded_outcomes": """
            area_id | period      | offence_code | offence_group | outcome_type | for_offences | recorded
            kent    | 2018-04/P6M | all          | Robbery       | 1            | 30           | 0
            kent    | 2018-04/P6M | all          | Robbery       | other        | 70           | 0
            kent    | 2018-Q2     | all          | Robbery       | 1            | 1            | 0
            kent    | 2018-Q4     | all          | Robbery       | 1            | 5            | 0
            kent    | 2018-Q4     | all          | Robbery       | other        | 45           | 0
            """
        },
        measure="crimes_recorded",
        ask={"periods": "2018-04/P9M"},
        answer="""
        area_id | period      | value | state
        kent    | 2018-04/P9M | 150   | ok
        """,
    ),
    Spec(
        title="A charge rate is outcome 1 over all crimes recorded, by group or for all",
        words="A group in which nobody was charged is a real zero.",
        tables={
            "recorded_outcomes": """
            area_id | period  | offence_code | offence_group | outcome_type | for_offences | recorded
            kent    | 2018-Q2 | a            | Robbery       | 1            | 9            | 4
            kent    | 2018-Q2 | a            | Robbery       | 18           | 91           | 80
            kent    | 2018-Q2 | b            | Theft         | 18           | 100          | 90
            """
        },
        measure="charge_rate",
        ask={"where": {"offence_group": "each"}},
        answer="""
        area_id | offence_group | value | numerator | denominator
        kent    | Robbery       | 0.09  | 9         | 100
        kent    | Theft         | 0     | 0         | 100
        """,
    ),
    Spec(
        title="No section 60 search beside other searches is a real zero",
        words="A force whose table holds searches, but none of these, made none; without a table, or with blanks only, "
        "it is missing.",
        tables={
            "search_counts": """
            area_id      | period     | legislation | searches | arrests
            metropolitan | ye_2017_03 | section_1   | 137000   | 24000
            metropolitan | ye_2017_03 | section_60  | 392      | 30
            kent         | ye_2017_03 | section_1   | 5000     | 700
            btp          | ye_2017_03 | section_60  | 4        | -
            dorset       | ye_2017_03 | section_1   | -        | -
            dorset       | ye_2017_03 | section_60  | -        | -
            """
        },
        measure="section_60_searches",
        ask={"by": "force"},
        only_areas=("metropolitan", "kent", "dorset", "essex", "btp"),
        answer="""
        area_id      | value | state
        dorset       | -     | no_data
        essex        | -     | no_data
        kent         | 0     | ok
        metropolitan | 392   | ok
        btp          | 4     | ok
        """,
    ),
    Spec(
        title="A month with a file and no crime of a type is a real zero; a month without a file is missing",
        words="Rows are counted as they stand: repeated crime ids and rows outside the force too.",
        tables={
            "street_crime": """
            crime_id | month   | force_id | crime_type | placing
            a        | 2023-11 | kent     | Robbery    | in_force
            a        | 2023-11 | kent     | Robbery    | outside_force
            -        | 2023-11 | kent     | Burglary   | no_location
            b        | 2023-11 | essex    | Burglary   | in_force
            c        | 2023-12 | essex    | Robbery    | in_force
            """
        },
        measure="street_crimes",
        ask={"by": "force", "where": {"crime_type": "robbery"}},
        only_areas=("kent", "essex"),
        answer="""
        area_id | period  | crime_type | value | state
        essex   | 2023-11 | Robbery    | 0     | ok
        kent    | 2023-11 | Robbery    | 2     | ok
        essex   | 2023-12 | Robbery    | 1     | ok
        kent    | 2023-12 | Robbery    | -     | no_data
        """,
    ),
    Spec(
        title="A zero is only filled in for a type that was in use in that month",
        words="Violence and sexual offences began in May 2013; before it no force had none of it. Specials publish some "
        "types only and get no zeros.",
        tables={
            "street_crime": """
            crime_id | month   | force_id | crime_type
            a        | 2013-04 | kent     | Robbery
            b        | 2013-05 | kent     | Robbery
            c        | 2013-05 | btp      | Robbery
            """
        },
        measure="street_crimes",
        ask={"where": {"crime_type": ["Robbery", "Violence and sexual offences"]}},
        answer="""
        area_id | period  | crime_type                   | value
        kent    | 2013-04 | Robbery                      | 1
        kent    | 2013-05 | Robbery                      | 1
        kent    | 2013-05 | Violence and sexual offences | 0
        btp     | 2013-05 | Robbery                      | 1
        """,
    ),
    Spec(
        title="A dimension can be summed away",
        words='where={"crime_type": "all"} counts crimes of every type.',
        tables={
            "street_crime": """
            crime_id | month   | force_id | crime_type
            a        | 2023-11 | kent     | Robbery
            b        | 2023-11 | kent     | Burglary
            """
        },
        measure="street_crimes",
        ask={"where": {"crime_type": "all"}},
        answer="""
        area_id | period  | value
        kent    | 2023-11 | 2
        """,
    ),
    Spec(
        title="Officers per resident use the nearest population held, and say which",
        words="30 June 2017 is nearer to 31 March 2018 than 30 June 2019. More than three years away there is no rate.",
        tables={
            "workforce": """
            area_id | as_at      | worker_type     | basis | value
            kent    | 2018-03-31 | police_officers | fte   | 3000
            kent    | 2010-03-31 | police_officers | fte   | 3500
            """,
            "population": """
            area_id | as_at      | value   | basis
            kent    | 2017-06-30 | 1500000 | estimate
            kent    | 2019-06-30 | 2000000 | estimate
            """,
        },
        measure="officers_per_1000",
        ask={},
        answer="""
        area_id | period     | value | denominator | state
        kent    | 2010-03-31 | -     | -           | no_data
        kent    | 2018-03-31 | 2     | 1500000     | ok
        """,
    ),
    Spec(
        title="The latest allocation replaces an earlier one",
        words="A grant settled in February and corrected in March is one grant.",
        tables={
            "funding": """
            area_id | period     | fund         | stage     | amount_pence | dated      | recipient
            kent    | fy_2025_26 | police_grant | allocated | 20000000     | 2025-02-01 | Kent
            kent    | fy_2025_26 | police_grant | allocated | 21000000     | 2025-03-01 | Kent
            """
        },
        measure="police_grant",
        ask={},
        answer="""
        area_id | period     | value
        kent    | fy_2025_26 | 210000
        """,
    ),
    Spec(
        title="A rule of the definition marks what cannot be compared",
        words="South Yorkshire's homicide rate is kept, marked and never ranked; the City of London's is suppressed.",
        tables={
            "homicide_rates": """
            area_id         | period      | value | state
            cleveland       | 2020-04/P3Y | 14.62 | ok
            south-yorkshire | 2020-04/P3Y | 31.31 | ok
            city-of-london  | 2020-04/P3Y | -     | suppressed
            """
        },
        measure="homicide_rate",
        ask={},
        answer="""
        area_id         | value | state
        city-of-london  | -     | suppressed
        cleveland       | 14.62 | ok
        south-yorkshire | 31.31 | not_comparable
        """,
    ),
    Spec(
        title="Two published figures for one thing are not added",
        words="The higher is shown, marked as not comparable: somebody must look.",
        tables={
            "call_answering": """
            area_id | period  | service | item   | value | source_id
            kent    | 2023-11 | 999     | mean_s | 9.5   | test/one
            kent    | 2023-11 | 999     | mean_s | 11.5  | test/two
            essex   | 2023-11 | 999     | mean_s | 8     | test/one
            essex   | 2023-11 | 999     | mean_s | 8     | test/two
            """
        },
        measure="mean_answer_time",
        ask={},
        answer="""
        area_id | value | state
        essex   | 8     | ok
        kent    | 11.5  | not_comparable
        """,
    ),
]
