"""Pauses and enhanced rights that are recorded later, counted by hand."""

from tests.spec.law.spec import Spec

SPECS = [
    Spec(
        title="A pause leaves out the working days it touches",
        words="Five working days from Monday 9 November 2026 would end on Monday 16.",
        provision="victims_code.suspect_event",
        rows="""
        event                 | pauses                                                                                       | due
        Mon 9 Nov 2026 10:00  | Wed 11 Nov 2026 10:00 > Thu 12 Nov 2026 16:00                                                | Wed 18 Nov 2026
        Mon 9 Nov 2026 10:00  | Wed 11 Nov 2026 10:00 > Wed 11 Nov 2026 10:30                                                | Tue 17 Nov 2026
        Mon 9 Nov 2026 10:00  | Wed 11 Nov 2026 00:00 > Thu 12 Nov 2026 00:00                                                | Tue 17 Nov 2026
        Mon 9 Nov 2026 10:00  | Wed 11 Nov 2026 09:00 > Wed 11 Nov 2026 10:00, Wed 11 Nov 2026 11:00 > Wed 11 Nov 2026 12:00 | Tue 17 Nov 2026
        Mon 9 Nov 2026 10:00  | Wed 11 Nov 2026 09:00 > Wed 11 Nov 2026 09:00                                                | Mon 16 Nov 2026
        """,
    ),
    Spec(
        title="A pause that touches no counted day moves nothing",
        words="A weekend, the day of the event itself, a time after the end.",
        provision="victims_code.suspect_event",
        rows="""
        event                 | pauses                                         | due
        Mon 9 Nov 2026 10:00  | Sat 14 Nov 2026 00:00 > Sun 15 Nov 2026 23:00  | Mon 16 Nov 2026
        Mon 9 Nov 2026 10:00  | Mon 9 Nov 2026 12:00 > Mon 9 Nov 2026 18:00    | Mon 16 Nov 2026
        Mon 9 Nov 2026 10:00  | Tue 17 Nov 2026 00:00 > Wed 18 Nov 2026 18:00  | Mon 16 Nov 2026
        """,
    ),
    Spec(
        title="A pause over Easter",
        words="Of Friday 3 to Tuesday 7 April 2026 only the Tuesday would have been counted.",
        provision="victims_code.suspect_event",
        rows="""
        event                 | pauses                                       | due
        Thu 2 Apr 2026 15:00  | Fri 3 Apr 2026 09:00 > Tue 7 Apr 2026 09:00  | Tue 14 Apr 2026
        """,
    ),
    Spec(
        title="Hours leave out the time of a pause",
        words="72 hours that really pass; overlapping pauses count once; a night with 25 hours has 25.",
        provision="neighbourhood.reply",
        rows="""
        event                  | pauses                                                                                       | due
        Mon 9 Nov 2026 12:00   | Tue 10 Nov 2026 12:00 > Wed 11 Nov 2026 12:00                                                | Fri 13 Nov 2026 12:00
        Mon 9 Nov 2026 12:00   | Tue 10 Nov 2026 12:00 > Wed 11 Nov 2026 12:00, Wed 11 Nov 2026 00:00 > Wed 11 Nov 2026 18:00 | Fri 13 Nov 2026 18:00
        Mon 9 Nov 2026 12:00   | Fri 13 Nov 2026 12:00 > Sat 14 Nov 2026 12:00                                                | Thu 12 Nov 2026 12:00
        Fri 23 Oct 2026 12:00  | Sat 24 Oct 2026 12:00 > Sun 25 Oct 2026 12:00                                                | Tue 27 Oct 2026 12:00
        """,
    ),
    Spec(
        title="Hours and summer time",
        words="72 and 24 hours that really pass, whatever the clocks on the wall do on 29 March and 25 October 2026.",
        provision="neighbourhood.reply",
        rows="""
        event                  | due
        Fri 27 Mar 2026 12:00  | Mon 30 Mar 2026 13:00
        Fri 23 Oct 2026 12:00  | Mon 26 Oct 2026 11:00
        Sat 4 Apr 2026 12:00   | Tue 7 Apr 2026 12:00
        """,
    ),
    Spec(
        title="A crime is recorded within 24 hours, on any day",
        words="Weekends and holidays count.",
        provision="crime_recording.record",
        rows="""
        event                  | due
        Sat 28 Mar 2026 09:00  | Sun 29 Mar 2026 10:00
        Sat 24 Oct 2026 09:00  | Sun 25 Oct 2026 08:00
        Thu 24 Dec 2026 18:00  | Fri 25 Dec 2026 18:00
        """,
    ),
    Spec(
        title="Enhanced rights recorded later",
        words="The earlier of the standard time and one working day from the recording; never later than it was.",
        provision="victims_code.suspect_event",
        rows="""
        event                 | enhanced               | pauses                                         | due
        Mon 9 Nov 2026 10:00  | Tue 10 Nov 2026 15:00  | -                                              | Wed 11 Nov 2026
        Mon 9 Nov 2026 10:00  | Thu 12 Nov 2026 15:00  | -                                              | Fri 13 Nov 2026
        Mon 9 Nov 2026 10:00  | Fri 13 Nov 2026 15:00  | -                                              | Mon 16 Nov 2026
        Mon 9 Nov 2026 10:00  | Mon 16 Nov 2026 15:00  | -                                              | Mon 16 Nov 2026
        Mon 9 Nov 2026 10:00  | Tue 17 Nov 2026 15:00  | -                                              | Mon 16 Nov 2026
        Mon 9 Nov 2026 10:00  | Tue 10 Nov 2026 15:00  | Wed 11 Nov 2026 08:00 > Wed 11 Nov 2026 20:00  | Thu 12 Nov 2026
        Thu 2 Apr 2026 10:00  | Thu 2 Apr 2026 15:00   | -                                              | Tue 7 Apr 2026
        """,
    ),
]
