"""What a measure adds, divides and replaces."""

from tests.spec.measures.spec import Spec

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
]
