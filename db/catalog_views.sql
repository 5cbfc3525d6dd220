-- Japanese views for people who open catalog.sqlite in a SQLite browser.

CREATE VIEW 制度一覧 AS
SELECT
    p.id AS 記号,
    p.name AS 制度,
    p.kana AS よみ,
    p.agency AS 所管,
    CASE p.state
        WHEN 'current' THEN '実施中' WHEN 'planned' THEN '創設予定・要望中'
        WHEN 'reference' THEN '参考' WHEN 'ended' THEN '終了' ELSE '過去の制度'
    END AS 状態,
    (SELECT group_concat(u.label, '、') FROM program_purpose pp
        JOIN purpose u ON u.id = pp.purpose_id WHERE pp.program_id = p.id) AS 目的,
    (SELECT group_concat(label, '、') FROM (SELECT DISTINCT k.label FROM edition e
        JOIN support_line l ON l.edition_id = e.id JOIN support_kind k ON k.id = l.kind
        WHERE e.program_id = p.id)) AS 種別,
    (SELECT group_concat('令和' || reiwa_year || '年度', '、') FROM (SELECT e.reiwa_year
        FROM edition e WHERE e.program_id = p.id ORDER BY e.reiwa_year)) AS 年度,
    p.applicants AS 申請できる主体,
    p.beneficiaries AS 支援を受ける主体,
    p.summary AS 概要
FROM program p
ORDER BY p.number;

CREATE VIEW 支援メニュー一覧 AS
SELECT
    p.name AS 制度,
    '令和' || e.reiwa_year || '年度' AS 年度,
    l.label AS メニュー,
    k.label AS 種別,
    (SELECT group_concat(trim(r.label || ' ' || CASE WHEN r.rate IS NULL THEN '読み取れない' ELSE r.printed END), '／')
        FROM (SELECT * FROM rate_case WHERE support_line_id = l.id ORDER BY position) r) AS 率,
    (SELECT group_concat(trim(c.label || ' ' || c.printed || c.printed_unit), '／') FROM (
        SELECT * FROM cap_case WHERE support_line_id = l.id ORDER BY position) c) AS 上限額,
    (SELECT max(c.yen) FROM cap_case c WHERE c.support_line_id = l.id) AS 上限額の最大_円,
    u.label AS 単位,
    b.label AS 上限の対象,
    l.unit_limit_printed AS 数の限度,
    (SELECT group_concat(r.label || ' ' || r.printed || r.printed_unit, '／') FROM (
        SELECT * FROM cost_rule WHERE support_line_id = l.id ORDER BY position) r) AS 経費の数え方,
    l.repayment_printed AS 元利償還の交付税措置率,
    l.not_computable AS 金額を計算できない理由,
    l.through_prefecture AS 都道府県が市町村にすること,
    CASE coalesce(nullif(l.correction, 'not_stated'), l.ordinance_correction, l.correction)
        WHEN 'yes' THEN 'あり' WHEN 'no' THEN 'なし' WHEN 'not_stated' THEN '記載なし'
    END AS 財政力補正,
    CASE l.certainty WHEN 'confirmed' THEN '公表資料のとおり' WHEN 'draft' THEN '予算案の段階' ELSE '要望中' END
        AS 確からしさ,
    l.doubt AS 読み取りの注意,
    v.text AS 出典
FROM support_line l
JOIN edition e ON e.id = l.edition_id
JOIN program p ON p.id = e.program_id
JOIN support_kind k ON k.id = l.kind
JOIN evidence v ON v.id = l.evidence_id
LEFT JOIN unit u ON u.id = l.per
LEFT JOIN basis b ON b.id = l.basis
ORDER BY p.number, e.reiwa_year, l.position;

CREATE VIEW 関連一覧 AS
SELECT
    p.name AS 制度,
    CASE r.kind
        WHEN 'needs' THEN '先に必要' WHEN 'follows' THEN 'あとに続く' WHEN 'complements' THEN 'あわせて使う'
        WHEN 'excludes' THEN '同時に使えない' WHEN 'combines' THEN '併用できる' ELSE '一部'
    END AS 関係,
    t.name AS 相手の制度,
    CASE r.combined_on
        WHEN 'remainder' THEN 'もう一方の支援を除いた残りの経費' WHEN 'own_share' THEN 'まちの負担分'
        WHEN 'full' THEN '同じ経費の全額'
    END AS 併用の対象経費,
    r.text AS 説明,
    v.text AS 出典
FROM relation r
JOIN program p ON p.id = r.program_id
JOIN program t ON t.id = r.target_id
LEFT JOIN evidence v ON v.id = r.evidence_id
ORDER BY p.number, r.position;

CREATE VIEW 要件一覧 AS
SELECT
    p.name AS 制度,
    '令和' || e.reiwa_year || '年度' AS 年度,
    coalesce(l.label, '（共通）') AS メニュー,
    CASE c.scope WHEN 'body' THEN '団体の要件' ELSE '事業の要件' END AS 区分,
    c.text AS 要件,
    CASE WHEN c.scope = 'project' THEN '事業ごとに確認'
        WHEN c.rule IS NULL THEN '要確認' ELSE '自動で判定' END AS 判定,
    c.ask AS 確認先,
    c.doubt AS 読み取りの注意,
    v.text AS 出典
FROM criterion c
JOIN edition e ON e.id = c.edition_id
JOIN program p ON p.id = e.program_id
JOIN evidence v ON v.id = c.evidence_id
LEFT JOIN support_line l ON l.id = c.support_line_id
ORDER BY p.number, e.reiwa_year, coalesce(l.position, 0), c.position;

CREATE VIEW 出典一覧 AS
WITH cited (edition_id, item, content, evidence_id) AS (
    SELECT id, '年度版', summary, evidence_id FROM edition
    UNION ALL SELECT edition_id, 'メニュー', label, evidence_id FROM support_line
    UNION ALL SELECT edition_id, '財政力補正（省令）', label, ordinance_evidence_id FROM support_line
        WHERE ordinance_evidence_id IS NOT NULL
    UNION ALL SELECT l.edition_id, '率', l.label || ' ' || r.printed, r.evidence_id
        FROM rate_case r JOIN support_line l ON l.id = r.support_line_id
    UNION ALL SELECT l.edition_id, '上限額', l.label || ' ' || c.printed || c.printed_unit,
        c.evidence_id FROM cap_case c JOIN support_line l ON l.id = c.support_line_id
    UNION ALL SELECT l.edition_id, '上限額の引上げ', l.label || ' ' || c.raised_printed,
        c.raised_evidence_id FROM cap_case c JOIN support_line l ON l.id = c.support_line_id
        WHERE c.raised_evidence_id IS NOT NULL
    UNION ALL SELECT l.edition_id, '上限額への加算', l.label || ' ' || c.plus_printed,
        c.plus_evidence_id FROM cap_case c JOIN support_line l ON l.id = c.support_line_id
        WHERE c.plus_evidence_id IS NOT NULL
    UNION ALL SELECT l.edition_id, '経費の数え方', r.label || ' ' || r.printed || r.printed_unit,
        r.evidence_id FROM cost_rule r JOIN support_line l ON l.id = r.support_line_id
    UNION ALL SELECT edition_id, '元利償還の交付税措置率', label || ' ' || repayment_printed,
        repayment_evidence_id FROM support_line WHERE repayment_evidence_id IS NOT NULL
    UNION ALL SELECT edition_id, '数の限度', label || ' ' || unit_limit_printed,
        unit_limit_evidence_id FROM support_line WHERE unit_limit_evidence_id IS NOT NULL
    UNION ALL SELECT l.edition_id, '数字', f.label || ' ' || f.printed || f.printed_unit,
        f.evidence_id FROM figure f JOIN support_line l ON l.id = f.support_line_id
    UNION ALL SELECT edition_id, '要件', text, evidence_id FROM criterion
    UNION ALL SELECT edition_id, '募集', label, evidence_id FROM round
    UNION ALL SELECT edition_id, '手続', text, evidence_id FROM step
    UNION ALL SELECT edition_id, '経費', text, evidence_id FROM cost
    UNION ALL SELECT edition_id, '窓口', name, evidence_id FROM contact
    UNION ALL SELECT edition_id, '変更', text, evidence_id FROM change
)
SELECT
    p.name AS 制度,
    '令和' || e.reiwa_year || '年度' AS 年度,
    i.item AS 項目,
    i.content AS 内容,
    d.publisher AS 発行元,
    d.title AS 資料,
    s.document_id AS 資料番号,
    s.first_line AS 最初の行,
    s.last_line AS 最後の行,
    s.heading AS 見出し
FROM cited i
JOIN edition e ON e.id = i.edition_id
JOIN program p ON p.id = e.program_id
JOIN source_ref s ON s.evidence_id = i.evidence_id
JOIN document d ON d.id = s.document_id;

CREATE VIEW 台帳 AS
SELECT
    l.document_id AS 資料番号,
    l.line AS 行,
    l.figures AS 数字,
    EXISTS (
        SELECT 1 FROM source_ref s
        WHERE s.document_id = l.document_id AND l.line BETWEEN s.first_line AND s.last_line
    ) AS 引用あり,
    l.left_out AS 除いた理由
FROM ledger_line l;

CREATE VIEW まち一覧 AS
SELECT
    m.code AS コード,
    f.name AS 都道府県,
    m.name AS 名称,
    m.kana AS よみ,
    max(CASE v.fact_id WHEN 'entity_type' THEN c.label END) AS 団体の種類,
    max(CASE v.fact_id WHEN 'population_register' THEN CAST(v.value AS INTEGER) END)
        AS 人口_住民基本台帳,
    max(CASE v.fact_id WHEN 'population_census' THEN CAST(v.value AS INTEGER) END) AS 人口_国勢調査,
    max(CASE v.fact_id WHEN 'foreign_residents' THEN CAST(v.value AS INTEGER) END) AS 外国人住民数,
    max(CASE v.fact_id WHEN 'fiscal_index' THEN v.value END) AS 財政力指数,
    max(CASE v.fact_id WHEN 'metropolitan_area' THEN c.label END) AS 三大都市圏,
    max(CASE v.fact_id WHEN 'disadvantaged_area' THEN c.label END) AS 条件不利地域,
    max(CASE v.fact_id WHEN 'depopulated_area' THEN c.label END) AS 過疎地域,
    max(CASE v.fact_id WHEN 'remote_island' THEN c.label END) AS 離島,
    max(CASE v.fact_id WHEN 'decarbonization_leading_area' THEN c.label END) AS 脱炭素先行地域,
    max(CASE v.fact_id WHEN 'regional_work_cooperative' THEN c.label END)
        AS 特定地域づくり事業協同組合
FROM municipality m
JOIN prefecture f ON f.code = m.prefecture_code
LEFT JOIN municipality_fact v ON v.municipality_code = m.code
LEFT JOIN fact_choice c ON c.fact_id = v.fact_id AND c.value = v.value
GROUP BY m.code
ORDER BY m.code;
