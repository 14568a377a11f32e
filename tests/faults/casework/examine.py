"""What must hold after any death: `python -m tests.faults.casework.examine FILE` prints the faults as JSON.

FILE holds what a client saw acknowledged, one a line: a reference, or `reference:version` after an action. Read by SQL,
not by the code that wrote the rows.
"""

import json
import sys
from pathlib import Path

import django


def faults(acknowledged: list[str]) -> dict[str, object]:
    """`missing`: acknowledged and not there; `half`: rows without what belongs to them; `chain`: what verify says,
    sealed details and their keys included."""
    from django.db import connection

    with connection.cursor() as cursor:

        def rows(question: str) -> list[tuple[object, ...]]:
            cursor.execute(question)
            return list(cursor.fetchall())

        held = {
            str(reference): int(str(number))
            for reference, number in rows("SELECT reference, version FROM cases_case")
        }
        half = [f"{name}: {row}" for name, question in HALVES.items() for row in rows(question)]
    from peelian.casework.ledger.contents import check_contents
    from peelian.casework.ledger.verify import verify

    found = verify(processes=1).also(check_contents())
    return {
        "cases": len(held),
        "missing": [one for one in acknowledged if not _is_there(one, held)],
        "half": half[:20],
        "chain": [str(fault) for fault in found.faults][:20],
        "entries": found.entries,
    }


def _is_there(told: str, held: dict[str, int]) -> bool:
    reference, _, version = told.partition(":")
    return held.get(reference, 0) >= int(version or 1)


HALVES = {
    "a case without a clock": """
        SELECT c.reference FROM cases_case c WHERE NOT EXISTS
        (SELECT 1 FROM clocks_clock k WHERE k.case_id = c.id)""",
    "a case without its answers": """
        SELECT c.reference FROM cases_case c WHERE NOT EXISTS
        (SELECT 1 FROM cases_payloadversion p WHERE p.case_id = c.id)""",
    "a case without a state": """
        SELECT c.reference FROM cases_case c WHERE NOT EXISTS
        (SELECT 1 FROM cases_casestate s WHERE s.case_id = c.id)""",
    "a case whose version is not its stream's number": """
        SELECT c.reference, c.version, s.seq FROM cases_case c
        LEFT JOIN ledger_stream s ON s.uid = c.uid WHERE s.seq IS NULL OR s.seq <> c.version""",
    "a stream of a case without the case": """
        SELECT s.uid FROM ledger_stream s WHERE s.kind = 'case' AND NOT EXISTS
        (SELECT 1 FROM cases_case c WHERE c.uid = s.uid)""",
    "a chain with a gap": """
        SELECT s.uid, s.seq, count(e.seq), max(e.seq) FROM ledger_stream s
        LEFT JOIN ledger_ledgerentry e ON e.stream = s.uid WHERE s.kind <> 'consult'
        GROUP BY s.uid, s.seq HAVING count(e.seq) <> s.seq OR coalesce(max(e.seq), 0) <> s.seq""",
    "a running clock without its reminder": """
        SELECT k.id FROM clocks_clock k WHERE k.state = 'running' AND NOT EXISTS
        (SELECT 1 FROM schedule_scheduleditem i, cases_case c
         WHERE c.id = k.case_id AND i.subject_stream = c.uid)""",
    "a case that nobody was told of": """
        SELECT c.reference FROM cases_case c WHERE NOT EXISTS
        (SELECT 1 FROM outbox_outboxevent e WHERE e.stream = c.uid AND e.name = 'case_opened')""",
    "an event of a case that is not there": """
        SELECT e.id, e.name FROM outbox_outboxevent e WHERE NOT EXISTS
        (SELECT 1 FROM cases_case c WHERE c.uid = e.stream)""",
    "a case without the person who asked": """
        SELECT c.reference FROM cases_case c WHERE NOT EXISTS
        (SELECT 1 FROM cases_caseparty p, records_person r, ledger_stream s
         WHERE p.case_id = c.id AND r.id = p.person_id AND s.uid = r.uid AND s.seq > 0)""",
    "a form without its thread": """
        SELECT c.reference FROM contact_sentform f JOIN cases_case c ON c.id = f.case_id WHERE NOT EXISTS
        (SELECT 1 FROM threads_thread t WHERE t.case_id = c.id)""",
    "a burglary without a clock that is owed to its victim": """
        SELECT c.reference FROM cases_case c JOIN cases_caseparty p ON p.case_id = c.id
        WHERE c.kind = 'burglary' AND p.part = 'victim' AND 3 <> (SELECT count(DISTINCT k.code) FROM clocks_clock k
        WHERE k.case_id = c.id AND k.code IN ('crime_recording.record', 'victims_code.written_confirmation',
        'victims_code.support_referral'))""",
    "a burglary of which nobody said how urgent it is": """
        SELECT c.reference FROM cases_case c WHERE c.kind = 'burglary' AND NOT EXISTS
        (SELECT 1 FROM contact_triage t WHERE t.case_id = c.id)""",
    "a form whose person cannot be told": """
        SELECT c.reference FROM contact_sentform f JOIN cases_case c ON c.id = f.case_id WHERE NOT EXISTS
        (SELECT 1 FROM cases_caseparty p, threads_contactpoint t
         WHERE p.case_id = c.id AND t.person_id = p.person_id)""",
    "a form without the receipt that its person asked for": """
        SELECT c.reference FROM contact_sentform f JOIN cases_case c ON c.id = f.case_id
        JOIN cases_caseparty p ON p.case_id = c.id JOIN threads_contactpoint t ON t.person_id = p.person_id
        WHERE t.channel IN ('email', 'sms') AND NOT EXISTS
        (SELECT 1 FROM threads_sending s WHERE s.case_id = c.id AND s.purpose = 'receipt')""",
}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(faults(Path(sys.argv[1]).read_text(encoding="ascii").split())))
