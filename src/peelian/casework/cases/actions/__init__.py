"""What can be done with a case: a verb and a noun each, every argument after the reference by its name.

`opening` open_case · `giving` assign_case, take_next_case, take_case, hand_over_case · `moving` pause_case, resume_case,
close_case, reopen_case, move_case · `answering` answer_case · `marking` tag_case, untag_case, link_cases, unlink_cases ·
`many` assign_cases, hand_over_cases, tag_cases · `returning` return_cases_of (a leaver, an absence without cover)
"""
