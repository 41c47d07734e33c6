CREATE VIEW table_1 AS
SELECT c.c, c.name AS role, c.definition, c.tools, c.purpose, c.examples FROM code AS c ORDER BY c.c;

CREATE VIEW chosen_case AS
SELECT k.*, p.name AS platform FROM case_study AS k
JOIN platform AS p ON p.id = k.platform_id
WHERE EXISTS (SELECT 1 FROM selection AS s WHERE s.case_id = k.id AND s.method = 'selection log' AND s.chosen = 1);

CREATE VIEW table_2 AS
SELECT k.id AS case_id, k.name AS company_and_platform,
       (SELECT a.value FROM case_attribute_in_force AS a WHERE a.case_id = k.id AND a.name = 'product') AS product,
       (SELECT a.value FROM case_attribute_in_force AS a WHERE a.case_id = k.id AND a.name = 'industry') AS industry
FROM chosen_case AS k ORDER BY k.id;

CREATE VIEW table_3 AS
SELECT k.id AS case_id, k.name AS company_and_platform,
       (SELECT a.value FROM case_attribute_in_force AS a WHERE a.case_id = k.id AND a.name = 'task') AS task,
       (SELECT a.value FROM case_attribute_in_force AS a WHERE a.case_id = k.id AND a.name = 'complexity') AS complexity
FROM chosen_case AS k ORDER BY k.id;

CREATE VIEW five_c_matrix AS
SELECT r.platform_id, p.name AS platform, r.wave_id,
       max(CASE WHEN r.c = 1 THEN r.lenient END) AS "1C", max(CASE WHEN r.c = 2 THEN r.lenient END) AS "2C",
       max(CASE WHEN r.c = 3 THEN r.lenient END) AS "3C", max(CASE WHEN r.c = 4 THEN r.lenient END) AS "4C",
       max(CASE WHEN r.c = 5 THEN r.lenient END) AS "5C",
       max(CASE WHEN r.c = 1 THEN r.strict END) AS "1C_strict", max(CASE WHEN r.c = 2 THEN r.strict END) AS "2C_strict",
       max(CASE WHEN r.c = 3 THEN r.strict END) AS "3C_strict", max(CASE WHEN r.c = 4 THEN r.strict END) AS "4C_strict",
       max(CASE WHEN r.c = 5 THEN r.strict END) AS "5C_strict"
FROM role AS r JOIN platform AS p ON p.id = r.platform_id
GROUP BY r.platform_id, r.wave_id;

CREATE VIEW table_4 AS
SELECT k.id AS case_id, k.name AS case_and_platform, m.wave_id,
       CASE m."1C" WHEN 'present' THEN 'X' WHEN 'absent' THEN '–' ELSE '?' END AS "1C",
       CASE m."2C" WHEN 'present' THEN 'X' WHEN 'absent' THEN '–' ELSE '?' END AS "2C",
       CASE m."3C" WHEN 'present' THEN 'X' WHEN 'absent' THEN '–' ELSE '?' END AS "3C",
       CASE m."4C" WHEN 'present' THEN 'X' WHEN 'absent' THEN '–' ELSE '?' END AS "4C",
       CASE m."5C" WHEN 'present' THEN 'X' WHEN 'absent' THEN '–' ELSE '?' END AS "5C"
FROM chosen_case AS k LEFT JOIN five_c_matrix AS m ON m.platform_id = k.platform_id
ORDER BY k.id, m.wave_id;

CREATE VIEW feature_matrix AS
SELECT o.wave_id, o.platform_id, p.name AS platform, o.feature_id, f.kind, f.role AS c, o.actor, o.value, o.mode, o.reach, o.traces, o.reason
FROM observation AS o JOIN platform AS p ON p.id = o.platform_id JOIN feature AS f ON f.id = o.feature_id;

CREATE VIEW programme_type AS
SELECT g.id AS programme_id, g.name AS programme, g.platform_id, c.wave_id,
       max(CASE WHEN k.kind = 'detector' THEN c.type END) AS detected,
       max(CASE WHEN k.kind = 'person' THEN c.type END) AS decided,
       coalesce(max(CASE WHEN k.kind = 'person' THEN c.type END), max(CASE WHEN k.kind = 'detector' THEN c.type END)) AS type,
       coalesce(max(CASE WHEN k.kind = 'person' THEN c.compensation END), max(CASE WHEN k.kind = 'detector' THEN c.compensation END)) AS compensation,
       max(CASE WHEN k.kind = 'detector' THEN c.reasons END) AS reasons
FROM programme AS g JOIN classification AS c ON c.programme_id = g.id JOIN coder AS k ON k.id = c.coder_id
GROUP BY g.id, c.wave_id;

CREATE VIEW evidence_trail AS
SELECT s.target_kind, s.target_id, s.use, e.id AS evidence_id, e.quote, e.selector, e.matches, s.details,
       v.id AS page_visit_id, v.url, v.page_kind, v.captured_at, v.digest, v.archive_file, v.archive_offset, v.archive_length,
       e.record_id, w.wave_id, w.platform_id
FROM support AS s
LEFT JOIN evidence AS e ON e.id = s.evidence_id
LEFT JOIN page_visit AS v ON v.id = coalesce(s.page_visit_id, e.page_visit_id)
LEFT JOIN site_visit AS w ON w.id = v.site_visit_id;

CREATE VIEW change_feed AS
SELECT c.to_wave, c.from_wave, p.name AS platform, c.platform_id, c.feature_id, c.actor, c.kind, c.cause, c.before, c.after
FROM change AS c JOIN platform AS p ON p.id = c.platform_id
ORDER BY c.to_wave, c.platform_id, c.feature_id;
