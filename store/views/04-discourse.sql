-- A post as one reads it, with the page that it was read from.
CREATE VIEW discourse AS
SELECT t.wave_id, t.platform_id, t.kind, t.title, t.address, p.thread_id, p.ordinal, p.id AS post_id, p.author_id, p.posted_at, p.time_precision,
       p.reply_to, p.opens, p.language, p.votes, p.attachments, p.text, v.url, e.selector, v.archive_file, v.archive_offset
FROM post AS p JOIN thread AS t ON t.id = p.thread_id
JOIN evidence AS e ON e.id = p.evidence_id JOIN page_visit AS v ON v.id = e.page_visit_id;

-- What was read of each platform: one row a platform and wave, also where no thread was found.
CREATE VIEW discourse_summary AS
SELECT w.wave_id, w.platform_id, f.name AS platform,
       (SELECT count(*) FROM thread AS t WHERE t.wave_id = w.wave_id AND t.platform_id = w.platform_id) AS threads,
       count(p.id) AS posts, count(DISTINCT p.author_id) AS authors, count(p.reply_to) AS replies, count(p.posted_at) AS dated_posts,
       min(p.posted_at) AS first_post, max(p.posted_at) AS last_post
FROM site_visit AS w JOIN platform AS f ON f.id = w.platform_id
LEFT JOIN thread AS t ON t.wave_id = w.wave_id AND t.platform_id = w.platform_id
LEFT JOIN post AS p ON p.thread_id = t.id
GROUP BY w.wave_id, w.platform_id;

-- Kozinets (2010): what a netnographer looks at before choosing a site.
CREATE VIEW site_criteria AS
SELECT m.wave_id, m.platform_id, f.name AS platform, m.criterion, m.measure, m.headline, m.value, m.unit, m.better, m.reason, m.definition,
       (SELECT count(*) FROM site_measure_row AS b WHERE b.platform_id = m.platform_id AND b.wave_id = m.wave_id AND b.measure = m.measure) AS rows_behind
FROM site_measure AS m JOIN platform AS f ON f.id = m.platform_id WHERE m.criterion IS NOT NULL;

-- Who answers whom, by pseudonym.
CREATE VIEW reply_network AS
SELECT t.wave_id, t.platform_id, p.author_id AS from_author, q.author_id AS to_author, count(*) AS replies
FROM post AS p JOIN post AS q ON q.id = p.reply_to JOIN thread AS t ON t.id = p.thread_id
WHERE p.author_id IS NOT NULL AND q.author_id IS NOT NULL
GROUP BY t.wave_id, t.platform_id, p.author_id, q.author_id;

CREATE VIEW participation AS
SELECT t.wave_id, t.platform_id, p.author_id, count(*) AS posts, sum(p.opens) AS threads_opened, count(p.reply_to) AS replies, min(p.posted_at) AS first_post, max(p.posted_at) AS last_post
FROM post AS p JOIN thread AS t ON t.id = p.thread_id WHERE p.author_id IS NOT NULL
GROUP BY t.wave_id, t.platform_id, p.author_id;

-- The present features of members behind each role, in the order of their names.
CREATE VIEW behind_role AS
SELECT r.id AS role_id, o.feature_id, o.mode, u.surface
FROM role AS r JOIN role_rule AS u ON u.version = r.rule_version AND u.c = r.c
JOIN observation AS o ON o.wave_id = r.wave_id AND o.platform_id = r.platform_id AND o.feature_id = u.feature_id AND o.actor = 'member' AND o.value = 'present'
ORDER BY r.id, o.feature_id;

-- Where the strict reading of a role differs from the lenient one, and which features make the difference.
CREATE VIEW role_reading AS
SELECT r.wave_id, r.platform_id, f.name AS platform, r.c, r.lenient, r.strict,
       (SELECT group_concat(b.feature_id, ', ') FROM behind_role AS b WHERE b.role_id = r.id AND b.surface = 1) AS at_the_surface,
       (SELECT group_concat(b.feature_id, ', ') FROM behind_role AS b WHERE b.role_id = r.id AND b.surface = 0 AND b.mode = 'afforded') AS afforded_only,
       (SELECT group_concat(b.feature_id, ', ') FROM behind_role AS b WHERE b.role_id = r.id AND b.surface = 0 AND b.mode = 'performed') AS performed
FROM role AS r JOIN platform AS f ON f.id = r.platform_id;
