"""What can be done with a case: a verb and a noun each, every argument after the reference by its name.

`opening` open_case · `giving` assign_case, take_next_case, take_case, hand_over_case · `moving` pause_case, resume_case,
close_case, reopen_case, move_case, answer_case, reply_to_case · `marking` tag_case, untag_case, link_cases, unlink_cases ·
`changing` change_case, correct_answers · `recording` add_person, end_part, correct_person, record_incident, record_crime,
set_outcome · `joining` merge_people, undo_merge · `many` assign_cases, hand_over_cases, tag_cases ·
`returning` return_cases_of (a leaver, or who leaves a team)
"""
