-- Payments as facts of their own: what was invoiced for a line and what was paid of it, so that no change of a fee or of a
-- status changes what was paid. What a favoured-nations group asks beyond a signed fee stands beside the fee. An option
-- says when it was taken.
--
-- A line that was called paid gets a payment of its fee, of the day since when it was called so. Its id is the line's: ids
-- are unique within a table, and new ones are never used again.

CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  clearance_id INTEGER NOT NULL REFERENCES clearance (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  invoice TEXT NOT NULL,
  due_on TEXT NOT NULL,
  paid INTEGER NOT NULL CHECK (paid IN (0, 1)),
  paid_on TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE INDEX payment_clearance ON payment (clearance_id, due_on);

INSERT INTO payment (id, clearance_id, amount, invoice, due_on, paid, paid_on, note)
SELECT id, id, fee, '', '', 1, since, '' FROM clearance WHERE status = 'paid' AND fee IS NOT NULL;

ALTER TABLE clearance ADD COLUMN top_up INTEGER CHECK (top_up > 0);
ALTER TABLE option_step ADD COLUMN exercised_on TEXT NOT NULL DEFAULT '';

-- Undo knows nothing of payments that were made here.
DELETE FROM history WHERE EXISTS (SELECT 1 FROM payment);
