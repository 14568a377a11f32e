"""What a measure says when a figure is missing, zero, suppressed or not to be compared."""

from tests.spec.measures.spec import Spec

SPECS = [
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
        title="What looks like a sum among yearly averages cannot be compared",
        words="South Yorkshire's homicide rate, three times the country's, is kept, marked and never ranked; the City of "
        "London's is suppressed.",
        tables={
            "homicide_rates": """
            area_id         | period      | value | state
            K04000001       | 2020-04/P3Y | 10.10 | ok
            cleveland       | 2020-04/P3Y | 14.62 | ok
            south-yorkshire | 2020-04/P3Y | 31.31 | ok
            city-of-london  | 2020-04/P3Y | -     | suppressed
            """
        },
        measure="homicide_rate",
        ask={},
        answer="""
        area_id         | value | state
        K04000001       | 10.10 | ok
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
