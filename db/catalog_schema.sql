-- Tables of catalog.sqlite, the programme database. Read-only once built (python -m db.build).
-- Comments inside the parentheses stay visible in a SQLite browser.
-- No STRICT tables: SQLite browsers of 2021 and earlier cannot open them.

CREATE TABLE catalog_meta (
    -- 版・時点・出典の表示・検索の例
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE document (
    -- 出典資料
    id TEXT PRIMARY KEY,           -- 資料番号（000〜004、SHOREI＝特別交付税に関する省令）
    title TEXT NOT NULL,           -- 資料名
    publisher TEXT NOT NULL,       -- 発行元
    as_of TEXT NOT NULL            -- 時点
);

CREATE TABLE evidence (
    -- 出典のまとまり。数字や要件の行はすべて evidence_id でここを指す
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE CHECK (text <> '')   -- 読むための表記（資料:行 見出し）
);

CREATE TABLE source_ref (
    -- 出典の一か所（資料・行・見出し）
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    position INTEGER NOT NULL,     -- 1から
    document_id TEXT NOT NULL REFERENCES document (id),
    first_line INTEGER NOT NULL CHECK (first_line >= 1),
    last_line INTEGER NOT NULL,    -- 1行だけのときは first_line と同じ
    heading TEXT NOT NULL,         -- 見出し（資料の表記）
    PRIMARY KEY (evidence_id, position),
    CHECK (last_line >= first_line)
) WITHOUT ROWID;

CREATE TABLE purpose (
    -- 目的（しぼり込みに使う）
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    label TEXT NOT NULL
);

CREATE TABLE support_kind (
    -- 種別（補助金・特別交付税・地方債など）
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL
);

CREATE TABLE unit (
    -- 上限額の単位（1団体・1人あたりなど）
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL
);

CREATE TABLE basis (
    -- 上限が何にかかるか
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL
);

CREATE TABLE fact (
    -- まちのプロフィールの項目
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    label TEXT NOT NULL,
    topic TEXT NOT NULL,           -- 画面でのまとまり
    kind TEXT NOT NULL CHECK (kind IN ('choice', 'count', 'decimal', 'code')),
    unit TEXT NOT NULL,
    bundled INTEGER NOT NULL CHECK (bundled IN (0, 1)),   -- 1＝同梱の統計・一覧、0＝役場で答える
    for_prefectures INTEGER NOT NULL CHECK (for_prefectures IN (0, 1)),   -- 0＝都道府県にはない項目
    question TEXT NOT NULL,        -- 役場への質問
    ask TEXT NOT NULL              -- 確認先
);

CREATE TABLE fact_choice (
    -- 項目に使える値
    fact_id TEXT NOT NULL REFERENCES fact (id),
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (fact_id, value)
) WITHOUT ROWID;

CREATE TABLE driver (
    -- 金額を決める数（人数・日数・融資額など）
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('count', 'yen', 'yes_no', 'choice', 'ratio')),
    fact_id TEXT REFERENCES fact (id),   -- 答えがないときに使うプロフィールの項目
    derived INTEGER NOT NULL CHECK (derived IN (0, 1))   -- 1＝ほかの数から計算する
);

CREATE TABLE program (
    -- 制度
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number >= 1),   -- よみの順
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    agency TEXT NOT NULL,          -- 所管
    state TEXT NOT NULL CHECK (state IN ('current', 'planned', 'reference', 'ended', 'historical')),
    end_reiwa_year INTEGER,        -- 最後の年度（8＝令和8年度）
    summary TEXT NOT NULL CHECK (summary <> ''),
    applicants TEXT NOT NULL,      -- 申請できる主体
    beneficiaries TEXT NOT NULL    -- 支援を受ける主体
);

CREATE TABLE program_alias (
    -- 別名
    program_id TEXT NOT NULL REFERENCES program (id),
    position INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (program_id, position)
) WITHOUT ROWID;

CREATE TABLE program_keyword (
    -- 検索のためのことば
    program_id TEXT NOT NULL REFERENCES program (id),
    position INTEGER NOT NULL,
    keyword TEXT NOT NULL,
    PRIMARY KEY (program_id, position)
) WITHOUT ROWID;

CREATE TABLE program_purpose (
    -- 制度の目的
    program_id TEXT NOT NULL REFERENCES program (id),
    position INTEGER NOT NULL,
    purpose_id TEXT NOT NULL REFERENCES purpose (id),
    PRIMARY KEY (program_id, position)
) WITHOUT ROWID;

CREATE TABLE relation (
    -- 関連する制度
    program_id TEXT NOT NULL REFERENCES program (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (
        kind IN ('needs', 'follows', 'complements', 'excludes', 'part_of', 'combines')
    ),
    target_id TEXT NOT NULL REFERENCES program (id),
    text TEXT NOT NULL,
    line_codes TEXT NOT NULL,      -- 関係するメニュー（空白で区切る）。空はすべて
    target_line_codes TEXT NOT NULL,   -- 相手のメニュー（同じ書き方）
    combined_on TEXT CHECK (combined_on IN ('remainder', 'own_share', 'full')),   -- 併用するとき何を対象経費とみるか
    evidence_id INTEGER REFERENCES evidence (id),
    PRIMARY KEY (program_id, position),
    CHECK ((kind = 'combines') = (combined_on IS NOT NULL)),
    CHECK (kind <> 'combines' OR evidence_id IS NOT NULL)
) WITHOUT ROWID;

CREATE TABLE edition (
    -- 年度版：数字はすべて年度版にぶら下がる
    id INTEGER PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES program (id),
    reiwa_year INTEGER NOT NULL CHECK (reiwa_year >= 1),   -- 8＝令和8年度
    certainty TEXT NOT NULL CHECK (certainty IN ('confirmed', 'draft', 'requested')),
    summary TEXT NOT NULL,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    doubt TEXT NOT NULL,           -- 資料の読み取りに疑いがあるときの説明
    UNIQUE (program_id, reiwa_year)
);

CREATE TABLE support_line (
    -- 支援メニュー
    id INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,            -- 年度版のなかでの名前
    label TEXT NOT NULL,
    kind TEXT NOT NULL REFERENCES support_kind (id),
    summary TEXT NOT NULL,
    applicant TEXT NOT NULL CHECK (applicant IN ('municipality', 'local_actor')),
    auxiliary INTEGER NOT NULL CHECK (auxiliary IN (0, 1)),   -- ほかのメニューに付いてくる支援
    town_role TEXT NOT NULL,       -- 地域の主体が申請するときに、まちができること
    per TEXT REFERENCES unit (id),
    basis TEXT REFERENCES basis (id),
    correction TEXT CHECK (correction IN ('yes', 'no', 'not_stated')),   -- 財政力補正（資料の記載）
    ordinance_correction TEXT CHECK (ordinance_correction IN ('yes', 'no')),   -- 同（省令）
    ordinance_evidence_id INTEGER REFERENCES evidence (id),
    certainty TEXT NOT NULL CHECK (certainty IN ('confirmed', 'draft', 'requested')),
    end_reiwa_year INTEGER,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    doubt TEXT NOT NULL,
    repayment_rate TEXT,           -- 地方債の元利償還に対する交付税措置率（分数）
    repayment_printed TEXT,
    repayment_evidence_id INTEGER REFERENCES evidence (id),
    repayment_doubt TEXT,
    unit_limit INTEGER CHECK (unit_limit >= 1),   -- 人数・件数などの限度
    unit_limit_printed TEXT,
    unit_limit_evidence_id INTEGER REFERENCES evidence (id),
    not_computable TEXT NOT NULL,  -- 数字はあるが金額を計算できない理由
    through_prefecture TEXT,       -- 都道府県だけが申請できる支援で、都道府県が市町村にすること
    through_prefecture_evidence_id INTEGER REFERENCES evidence (id),
    UNIQUE (edition_id, position),
    UNIQUE (edition_id, code),
    CHECK ((ordinance_correction IS NULL) = (ordinance_evidence_id IS NULL)),
    CHECK ((repayment_rate IS NULL) = (repayment_evidence_id IS NULL)),
    CHECK ((unit_limit IS NULL) = (unit_limit_evidence_id IS NULL)),
    CHECK ((through_prefecture IS NULL) = (through_prefecture_evidence_id IS NULL))
);

CREATE TABLE line_actor (
    -- 地域の主体（事業者・学校・NPOなど）
    support_line_id INTEGER NOT NULL REFERENCES support_line (id),
    position INTEGER NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (support_line_id, position)
) WITHOUT ROWID;

CREATE TABLE rate_case (
    -- 率。条件にあう最初の行を使う
    id INTEGER PRIMARY KEY,
    support_line_id INTEGER NOT NULL REFERENCES support_line (id),
    position INTEGER NOT NULL,
    rate TEXT,                     -- 分数（1/2）。小数にしない。NULL＝資料から読み取れない
    printed TEXT NOT NULL,         -- 資料の表記
    label TEXT NOT NULL,
    condition TEXT,                -- 条件（JSON）。なし＝いつでも
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    doubt TEXT NOT NULL,
    UNIQUE (support_line_id, position)
);

CREATE TABLE cap_case (
    -- 上限額。条件にあう最初の行を使う
    id INTEGER PRIMARY KEY,
    support_line_id INTEGER NOT NULL REFERENCES support_line (id),
    position INTEGER NOT NULL,
    yen INTEGER NOT NULL CHECK (yen >= 0),   -- 円
    printed TEXT NOT NULL,         -- 資料の表記
    printed_unit TEXT NOT NULL,    -- 表の見出しなど離れたところにある単位
    label TEXT NOT NULL,
    condition TEXT,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    doubt TEXT NOT NULL,
    raised_by TEXT,                -- 条件をみたすと上限額に掛ける数（分数）
    raised_condition TEXT,
    raised_printed TEXT,
    raised_evidence_id INTEGER REFERENCES evidence (id),
    plus_yen INTEGER,              -- 1単位ごとに上限額に足す額（円）
    plus_driver_id TEXT REFERENCES driver (id),
    plus_printed TEXT,
    plus_evidence_id INTEGER REFERENCES evidence (id),
    times_driver_id TEXT REFERENCES driver (id),     -- 上限額に掛ける数
    at_most_driver_id TEXT REFERENCES driver (id),   -- この額も超えられない
    until_reiwa_year INTEGER,      -- この上限額を使える最後の年度
    UNIQUE (support_line_id, position),
    CHECK ((raised_by IS NULL) = (raised_condition IS NULL)),
    CHECK ((raised_by IS NULL) = (raised_evidence_id IS NULL)),
    CHECK ((plus_yen IS NULL) = (plus_driver_id IS NULL)),
    CHECK ((plus_yen IS NULL) = (plus_evidence_id IS NULL))
);

CREATE TABLE cost_rule (
    -- 経費の数え方（一部の上限・対象になる割合・対象から除く額）
    id INTEGER PRIMARY KEY,
    support_line_id INTEGER NOT NULL REFERENCES support_line (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('part_cap', 'share', 'deduction')),
    label TEXT NOT NULL,
    printed TEXT NOT NULL,
    printed_unit TEXT NOT NULL,
    driver_id TEXT REFERENCES driver (id),   -- その部分の額を持つ数
    yen INTEGER,                   -- 1単位あたりの上限（円）
    share TEXT,                    -- 対象になる割合（分数）
    condition TEXT,                -- 条件（JSON）。なし＝いつでも
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    doubt TEXT NOT NULL,
    UNIQUE (support_line_id, position),
    CHECK ((yen IS NOT NULL) = (kind = 'part_cap')),
    CHECK ((share IS NOT NULL) = (kind = 'share')),
    CHECK ((driver_id IS NULL) = (kind = 'share'))
);

CREATE TABLE figure (
    -- 率・上限額のほかの数字（単価・期間・内訳の上限など）
    id INTEGER PRIMARY KEY,
    support_line_id INTEGER NOT NULL REFERENCES support_line (id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    printed TEXT NOT NULL,
    printed_unit TEXT NOT NULL,
    yen INTEGER,                   -- 金額でないものは NULL
    note TEXT NOT NULL,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    doubt TEXT NOT NULL,
    UNIQUE (support_line_id, position)
);

CREATE TABLE line_driver (
    -- メニューの金額を出すのに使う数
    support_line_id INTEGER NOT NULL REFERENCES support_line (id),
    position INTEGER NOT NULL,
    driver_id TEXT NOT NULL REFERENCES driver (id),
    required INTEGER NOT NULL CHECK (required IN (0, 1)),
    PRIMARY KEY (support_line_id, position)
) WITHOUT ROWID;

CREATE TABLE criterion (
    -- 要件。support_line_id が NULL なら制度全体の要件
    id INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    support_line_id INTEGER REFERENCES support_line (id),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('body', 'project')),   -- body＝団体の要件、project＝事業の要件
    rule TEXT,                     -- 判定の規則（JSON）。なし＝人が判断する
    ask TEXT NOT NULL,             -- 確認先
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    doubt TEXT NOT NULL,
    CHECK (scope = 'project' OR rule IS NOT NULL OR ask <> '')
);

CREATE TABLE round (
    -- 募集回
    id INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('fixed', 'expected', 'always', 'undetermined')),
    project_reiwa_year INTEGER,    -- どの年度の事業の募集か
    opens TEXT,                    -- 2025-10-31 または 2025-12（月まで）
    closes TEXT,
    printed TEXT NOT NULL,         -- 資料の表記
    yearly INTEGER NOT NULL CHECK (yearly IN (0, 1)),   -- 1＝毎年ある見込み
    note TEXT NOT NULL,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    UNIQUE (edition_id, position)
);

CREATE TABLE step (
    -- 手続（順に）
    id INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    UNIQUE (edition_id, position)
);

CREATE TABLE cost (
    -- 対象経費（eligible＝1）と対象にならない経費（0）
    id INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    eligible INTEGER NOT NULL CHECK (eligible IN (0, 1)),
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    UNIQUE (edition_id, position)
);

CREATE TABLE contact (
    -- 窓口
    id INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    detail TEXT NOT NULL,
    url TEXT NOT NULL,             -- 資料の表記のまま
    prefecture_codes TEXT NOT NULL,   -- 受け持つ都道府県（コードを空白で区切る）。空は全国
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    doubt TEXT NOT NULL,
    UNIQUE (edition_id, position)
);

CREATE TABLE change (
    -- 前年度からの変更
    id INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    since_reiwa_year INTEGER,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    UNIQUE (edition_id, position)
);

CREATE TABLE prefecture (
    code TEXT PRIMARY KEY CHECK (length(code) = 2),   -- 01〜47
    name TEXT NOT NULL
);

CREATE TABLE municipality (
    -- まち（市区町村と都道府県）
    code TEXT PRIMARY KEY CHECK (length(code) = 6),   -- 全国地方公共団体コード（検査数字つき）
    prefecture_code TEXT NOT NULL REFERENCES prefecture (code),
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    entity_type TEXT NOT NULL
);

CREATE TABLE ward (
    -- 指定都市の行政区（市を探すため）
    code TEXT PRIMARY KEY,
    city_code TEXT NOT NULL REFERENCES municipality (code),
    name TEXT NOT NULL,
    kana TEXT NOT NULL
);

CREATE TABLE fact_source (
    -- 同梱の項目の出典
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    publisher TEXT NOT NULL,
    title TEXT NOT NULL,
    as_of TEXT NOT NULL,           -- いつの値か
    licence TEXT NOT NULL,
    note TEXT NOT NULL
);

CREATE TABLE municipality_fact (
    -- まちごとの値。行がない＝不明、または都道府県にはない項目
    municipality_code TEXT NOT NULL REFERENCES municipality (code),
    fact_id TEXT NOT NULL REFERENCES fact_source (fact_id),
    value TEXT NOT NULL CHECK (value <> ''),
    note TEXT NOT NULL,            -- そのまちだけの注（一部過疎の旧市町村名など）
    PRIMARY KEY (municipality_code, fact_id)
) WITHOUT ROWID;

CREATE TABLE search_document (
    -- 検索の対象となる文（NFKC・小文字・カタカナはひらがなに揃えたもの）
    program_number INTEGER PRIMARY KEY REFERENCES program (number),
    name TEXT NOT NULL,            -- 名称とよみ
    labels TEXT NOT NULL,          -- 別名と検索のためのことば
    text TEXT NOT NULL             -- すべて
);

CREATE TABLE search_title (
    -- 名称・別名・よみ（空白を除いて揃えたもの）：ぴったり一致を先頭に出すため
    title TEXT NOT NULL,
    program_number INTEGER NOT NULL REFERENCES program (number),
    PRIMARY KEY (title, program_number)
) WITHOUT ROWID;

CREATE TABLE search_gram (
    -- 1文字と2文字（多くの制度にあるものはもっと長いものも）の索引。SQL で探すときは search_document.text を LIKE で見る
    gram TEXT NOT NULL,
    tier INTEGER NOT NULL CHECK (tier IN (1, 2, 3)),   -- 1＝名称、2＝別名・ことば、3＝そのほか
    hits INTEGER NOT NULL CHECK (hits > 0),            -- 制度の数
    programs BLOB NOT NULL,        -- program.number を小さい順に4バイトずつ（リトルエンディアン）。制度の32分の1を
                                   -- 超えるときは1制度1ビットの並び（program.number 番目のビットが1）
    PRIMARY KEY (gram, tier)
) WITHOUT ROWID;

CREATE TABLE ledger_line (
    -- 台帳：資料のうち、金額・率・期限などがある行。どれも引用されるか、理由をつけて除かれる
    document_id TEXT NOT NULL REFERENCES document (id),
    line INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,     -- 行の文字から作る12桁。資料の版が変わったことが分かる
    figures TEXT NOT NULL,         -- 見つかった数字とことば
    left_out TEXT NOT NULL,        -- 除いた理由。引用されている行では空
    PRIMARY KEY (document_id, line)
) WITHOUT ROWID;

CREATE INDEX source_ref_by_document ON source_ref (document_id, first_line);
CREATE INDEX support_line_by_kind ON support_line (kind);
CREATE INDEX criterion_by_edition ON criterion (edition_id, support_line_id, position);
CREATE INDEX municipality_by_prefecture ON municipality (prefecture_code);
