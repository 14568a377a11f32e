"""The same rules in other years, also in years whose holidays are not published yet. Counted by hand.

Easter Sunday: 31 March 2024, 20 April 2025, 28 March 2027, 1 April 2029, 25 March 2035. Clocks go forward on the last
Sunday of March and back on the last Sunday of October.
"""

from datetime import date

from tests.spec.law.changes import book
from tests.spec.law.spec import Spec

SPECS = [
    Spec(
        title="Easter of other years",
        words="Five working days; Good Friday, the weekend and Easter Monday are left out.",
        provision="victims_code.suspect_event",
        rows="""
        event                   | due
        Thu 28 Mar 2024 15:00   | Mon 8 Apr 2024
        Thu 17 Apr 2025 15:00   | Mon 28 Apr 2025
        Wed 24 Mar 2027 12:00   | Fri 2 Apr 2027
        Thu 29 Mar 2029 15:00   | Mon 9 Apr 2029
        Thu 22 Mar 2035 15:00   | Mon 2 Apr 2035
        """,
    ),
    Spec(
        title="May and August of other years",
        words="The first and the last Monday of May, the last of August.",
        provision="victims_code.court_outcome",
        rows="""
        event                   | due
        Fri 3 May 2024 09:00    | Tue 7 May 2024
        Fri 24 May 2024 09:00   | Tue 28 May 2024
        Fri 23 Aug 2024 09:00   | Tue 27 Aug 2024
        Fri 2 May 2025 09:00    | Tue 6 May 2025
        Fri 22 Aug 2025 09:00   | Tue 26 Aug 2025
        Fri 27 Aug 2027 09:00   | Tue 31 Aug 2027
        """,
    ),
    Spec(
        title="Christmas and New Year of other years",
        words="On weekdays, on a Saturday (27 and 28 December in lieu), on a Sunday (26 December and 27 in lieu).",
        provision="victims_code.court_outcome",
        rows="""
        event                   | due
        Fri 30 Dec 2022 15:00   | Tue 3 Jan 2023
        Fri 22 Dec 2023 15:00   | Wed 27 Dec 2023
        Tue 24 Dec 2024 15:00   | Fri 27 Dec 2024
        Wed 24 Dec 2025 15:00   | Mon 29 Dec 2025
        Fri 22 Dec 2028 15:00   | Wed 27 Dec 2028
        Fri 24 Dec 2032 15:00   | Wed 29 Dec 2032
        Fri 23 Dec 2033 15:00   | Wed 28 Dec 2033
        """,
    ),
    Spec(
        title="Hours and summer time of other years",
        words="72 hours that really pass, also from the last hour of winter time and over a pause of 23 hours.",
        provision="neighbourhood.reply",
        rows="""
        event                   | pauses                                         | due
        Fri 24 Oct 2025 12:00   | -                                              | Mon 27 Oct 2025 11:00
        Fri 26 Mar 2027 12:00   | -                                              | Mon 29 Mar 2027 13:00
        Sun 28 Mar 2027 00:30   | -                                              | Wed 31 Mar 2027 01:30
        Fri 29 Oct 2027 12:00   | -                                              | Mon 1 Nov 2027 11:00
        Fri 29 Mar 2030 12:00   | -                                              | Mon 1 Apr 2030 13:00
        Fri 26 Mar 2027 12:00   | Sat 27 Mar 2027 12:00 > Sun 28 Mar 2027 12:00  | Tue 30 Mar 2027 12:00
        """,
    ),
    Spec(
        title="Crimes of other years are recorded within 24 hours",
        words="Of the night that is short and of the night that is long.",
        provision="crime_recording.record",
        rows="""
        event                   | due
        Sat 30 Mar 2024 09:00   | Sun 31 Mar 2024 10:00
        Sat 26 Oct 2024 09:00   | Sun 27 Oct 2024 08:00
        """,
    ),
    Spec(
        title="The day in London and summer time of other years",
        words="Half past midnight on a Monday in summer time is still Sunday in UTC.",
        provision="victims_code.court_outcome",
        rows="""
        event                   | due
        Fri 25 Oct 2024 23:30   | Mon 28 Oct 2024
        Mon 31 Mar 2025 00:30   | Tue 1 Apr 2025
        Mon 30 Jun 2031 00:30   | Tue 1 Jul 2031
        """,
    ),
    Spec(
        title="A pause over another Christmas",
        words="Without it the five days are 23, 24, 29, 30 and 31 December; it takes away the first two.",
        provision="victims_code.suspect_event",
        rows="""
        event                   | pauses                                         | due
        Mon 22 Dec 2025 10:00   | -                                              | Wed 31 Dec 2025
        Mon 22 Dec 2025 10:00   | Tue 23 Dec 2025 09:00 > Sat 27 Dec 2025 12:00  | Mon 5 Jan 2026
        """,
    ),
    Spec(
        title="Enhanced rights recorded later in other years",
        words="One working day from the recording, on Good Friday and on Christmas Eve; on a tie nothing changes.",
        provision="victims_code.suspect_event",
        rows="""
        event                   | enhanced                | due
        Thu 17 Apr 2025 10:00   | Fri 18 Apr 2025 15:00   | Tue 22 Apr 2025
        Thu 17 Apr 2025 10:00   | Fri 25 Apr 2025 15:00   | Mon 28 Apr 2025
        Mon 22 Dec 2025 10:00   | Wed 24 Dec 2025 10:00   | Mon 29 Dec 2025
        """,
    ),
    Spec(
        title="A rule that changes with the year",
        words="Five working days become two on Saturday 1 January 2028; Monday 3 is a holiday in lieu.",
        provision="made_up.tell",
        book=book("shorter", change=date(2028, 1, 1)),
        rows="""
        event                   | as_of                   | due
        Wed 29 Dec 2027 10:00   | Fri 31 Dec 2027 23:59   | Thu 6 Jan 2028
        Wed 29 Dec 2027 10:00   | Sat 1 Jan 2028 00:00    | Wed 5 Jan 2028
        Thu 23 Dec 2027 10:00   | Sat 1 Jan 2028 00:00    | Tue 4 Jan 2028
        """,
    ),
    Spec(
        title="A rule that changes in summer",
        words="72 hours become 24 at midnight in London, which is 23:00 UTC of the day before.",
        provision="made_up.tell",
        book=book("shorter", unit="hours", before=72, after=24, change=date(2027, 7, 1)),
        rows="""
        event                   | as_of                   | due
        Wed 30 Jun 2027 12:00   | Wed 30 Jun 2027 23:59   | Sat 3 Jul 2027 12:00
        Wed 30 Jun 2027 12:00   | Thu 1 Jul 2027 00:00    | Fri 2 Jul 2027 00:00
        """,
    ),
]
