"""The statements that run all the time find their rows by an index, however large a table is."""

import pytest

from storage.database import Database
from storage.statements import load_statements

VALUES = {"now": "2027", "limit": 10, "owner": 1, "id": 1, "item": 1, "recipient": 1, "before": "2"}


@pytest.mark.parametrize(
    ("statement", "indexes"),
    [
        ("claim_outbox", {"outbox_pending", "outbox_chat"}),
        ("next_outbox", {"outbox_due"}),
        ("forget_outbox", {"outbox_finished"}),
        ("next_stage", {"stage_pending"}),
        ("take_due_stages", {"stage_pending"}),
        ("open_items", {"item_open"}),
        ("forget_updates", {"applied_update_age"}),
        ("find_item", set()),
        ("close_item", set()),
        ("due_item", set()),
        ("drop_stages", set()),
    ],
)
async def test_a_statement_uses_its_index(
    database: Database, statement: str, indexes: set[str]
) -> None:
    sql = getattr(load_statements(), statement).sql
    async with database.transaction() as tx:
        rows = await tx.people.connection.execute_fetchall(f"EXPLAIN QUERY PLAN {sql}", VALUES)
        plan = [row["detail"] for row in rows]
    for index in indexes:
        assert any(f"INDEX {index} " in f"{step} " for step in plan), plan
    scans = [step for step in plan if step.startswith("SCAN") and "INDEX" not in step]
    assert scans == [], plan
    assert not any("TEMP B-TREE" in step for step in plan), plan
