"""Working days: weekends, Easter, Christmas in lieu, extra and moved holidays. Counted by hand on the calendars that
gov.uk/bank-holidays publishes; the Code's spans from domain/contact.md.
"""

from tests.spec.law.spec import Spec

SPECS = [
    Spec(
        title="Weekends are not counted",
        words="Five working days; the day of the event is day nought.",
        provision="victims_code.suspect_event",
        rows="""
        event                  | due
        Mon 9 Nov 2026 10:00   | Mon 16 Nov 2026
        Mon 9 Nov 2026 00:00   | Mon 16 Nov 2026
        Fri 13 Nov 2026 23:59  | Fri 20 Nov 2026
        Sat 14 Nov 2026 00:00  | Fri 20 Nov 2026
        Sun 15 Nov 2026 12:00  | Fri 20 Nov 2026
        """,
    ),
    Spec(
        title="One working day for enhanced rights",
        words="Rights recorded before the event count from it.",
        provision="victims_code.no_investigation",
        rows="""
        event                  | enhanced               | due
        Thu 12 Nov 2026 10:00  | Mon 9 Nov 2026 10:00   | Fri 13 Nov 2026
        Fri 13 Nov 2026 10:00  | Mon 9 Nov 2026 10:00   | Mon 16 Nov 2026
        Fri 13 Nov 2026 10:00  | Fri 13 Nov 2026 10:00  | Mon 16 Nov 2026
        Thu 2 Apr 2026 15:00   | Mon 9 Mar 2026 10:00   | Tue 7 Apr 2026
        """,
    ),
    Spec(
        title="Easter",
        words="Good Friday 3 April and Easter Monday 6 April 2026; 2 and 5 April 2021, when the Code came into force.",
        provision="victims_code.suspect_event",
        rows="""
        event                  | due
        Wed 1 Apr 2026 12:00   | Fri 10 Apr 2026
        Thu 2 Apr 2026 15:00   | Mon 13 Apr 2026
        Fri 3 Apr 2026 15:00   | Mon 13 Apr 2026
        Mon 6 Apr 2026 15:00   | Mon 13 Apr 2026
        Tue 7 Apr 2026 15:00   | Tue 14 Apr 2026
        Thu 1 Apr 2021 00:00   | Mon 12 Apr 2021
        """,
    ),
    Spec(
        title="Two working days to refer, enhanced or not",
        words="A referral to a support service.",
        provision="victims_code.support_referral",
        rows="""
        event                  | enhanced              | due
        Thu 2 Apr 2026 15:00   | -                     | Wed 8 Apr 2026
        Thu 2 Apr 2026 15:00   | Mon 9 Mar 2026 10:00  | Wed 8 Apr 2026
        """,
    ),
    Spec(
        title="Christmas in lieu",
        words=(
            "27 and 28 December 2027 in lieu, 28 December 2026 in lieu, 26 and 27 December 2022, 27 and 28 December "
            "2021; 3 January 2028 in lieu of New Year's Day."
        ),
        provision="victims_code.court_outcome",
        rows="""
        event                  | due
        Fri 24 Dec 2027 15:00  | Wed 29 Dec 2027
        Thu 24 Dec 2026 15:00  | Tue 29 Dec 2026
        Fri 23 Dec 2022 15:00  | Wed 28 Dec 2022
        Fri 24 Dec 2021 15:00  | Wed 29 Dec 2021
        Fri 31 Dec 2027 15:00  | Tue 4 Jan 2028
        """,
    ),
    Spec(
        title="Five days over Christmas and New Year",
        words="The last days of a year and the first of the next are counted in one.",
        provision="victims_code.suspect_event",
        rows="""
        event                  | due
        Fri 24 Dec 2027 15:00  | Wed 5 Jan 2028
        Wed 22 Dec 2021 15:00  | Fri 31 Dec 2021
        Thu 23 Dec 2021 15:00  | Tue 4 Jan 2022
        """,
    ),
    Spec(
        title="Extra and moved holidays",
        words=(
            "The state funeral on 19 September 2022, the Platinum Jubilee (the spring holiday moved to 2 June, so 30 "
            "May was a working day), the coronation on 8 May 2023."
        ),
        provision="victims_code.court_outcome",
        rows="""
        event                  | due
        Fri 16 Sep 2022 09:00  | Tue 20 Sep 2022
        Fri 27 May 2022 09:00  | Mon 30 May 2022
        Wed 1 Jun 2022 09:00   | Mon 6 Jun 2022
        Fri 5 May 2023 09:00   | Tue 9 May 2023
        """,
    ),
    Spec(
        title="Working days and summer time",
        words="The day ends at midnight in London, whatever that is in UTC.",
        provision="victims_code.court_outcome",
        rows="""
        event                  | due
        Fri 27 Mar 2026 23:30  | Mon 30 Mar 2026
        Mon 30 Mar 2026 00:30  | Tue 31 Mar 2026
        Fri 23 Oct 2026 23:30  | Mon 26 Oct 2026
        """,
    ),
]
