"""Loses a row of each kind, as no kill may: `python -m tests.faults.casework.spoiling`. Triggers are taken off for it."""

import django

if __name__ == "__main__":
    django.setup()

    from django.db import connection

    from peelian.casework.ledger import triggers

    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM outbox_delivery WHERE event_id = (SELECT min(id) FROM outbox_outboxevent)"
        )
        for table in ("clocks_clock", "outbox_outboxevent", "threads_sending", "threads_thread"):
            cursor.execute(f"DELETE FROM {table} WHERE id = (SELECT min(id) FROM {table})")
        cursor.execute(
            "DELETE FROM ledger_ledgerentry WHERE stream = "
            "(SELECT uid FROM cases_case ORDER BY id LIMIT 1) AND seq = 1"
        )
    triggers.install(connection)
