-- Visits hand their pages over by number, and say what the pages say to robots.

ALTER TABLE site_visit ADD COLUMN taken INTEGER NOT NULL DEFAULT 0;
ALTER TABLE page_visit ADD COLUMN robots TEXT;
