-- Which plans changed since a moment: home counts only those again. Every change that a snapshot does not see was made by a
-- transaction at or after the snapshot's oldest one.
create index history_by_transaction on history (org_id, transaction);
