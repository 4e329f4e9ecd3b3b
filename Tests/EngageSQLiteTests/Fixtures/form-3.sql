-- A store of form 3 as Engage wrote it (made with its commands: two imports, a withdrawal, an erasure), as SQL.
PRAGMA application_id = 1162757953; PRAGMA user_version = 3;
CREATE TABLE batches (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, survey INTEGER NOT NULL REFERENCES surveys (id),
  version INTEGER NOT NULL, event INTEGER NOT NULL REFERENCES events (id), entered_by TEXT NOT NULL,
  at TEXT NOT NULL, source TEXT, fingerprint TEXT, stored INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0, first_response INTEGER, last_response INTEGER,
  undone_at TEXT, undone_by TEXT, undone_why TEXT, rows INTEGER, rows_digest INTEGER, rows_sample TEXT) STRICT;
INSERT INTO "batches" VALUES(1,'import',1,1,1,'Ada','2026-11-21T19:16:31Z','forms.csv','335d86e30efe348191ac77236d428eea',3,0,1,3,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(2,'import',1,1,1,'Ada','2026-11-21T19:16:31Z','forms2.csv','f0e6b3381371c5fb4cd380f55237fe38',0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(3,'withdrawal',1,1,1,'Bea','2026-11-21T19:16:31Z',NULL,NULL,0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE changes (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, why TEXT NOT NULL, action TEXT NOT NULL,
  batch INTEGER REFERENCES batches (number), survey INTEGER REFERENCES surveys (id), response INTEGER,
  question TEXT, before TEXT, after TEXT) STRICT;
INSERT INTO "changes" VALUES(1,'2026-11-21T19:16:31Z','Ada','forms.csv','stored',1,1,NULL,NULL,NULL,NULL);
INSERT INTO "changes" VALUES(2,'2026-11-21T19:16:31Z','Ada','forms2.csv','updated',2,1,1,'concerns',NULL,NULL);
INSERT INTO "changes" VALUES(3,'2026-11-21T19:16:31Z','Ada','forms2.csv','stored',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "changes" VALUES(4,'2026-11-21T19:16:31Z','Bea','asked to','withdrawn',3,1,2,NULL,NULL,NULL);
INSERT INTO "changes" VALUES(5,'2026-11-21T19:16:31Z','Bea','asked to','erased',NULL,1,3,NULL,NULL,NULL);
CREATE TABLE choices (
  survey INTEGER NOT NULL, question TEXT NOT NULL, code INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (survey, question, code), UNIQUE (survey, question, name)) STRICT;
INSERT INTO "choices" VALUES(1,'role',0,'faith');
INSERT INTO "choices" VALUES(1,'role',1,'parent');
CREATE TABLE "coded_evening" (
  id INTEGER PRIMARY KEY, batch INTEGER, event INTEGER, session INTEGER, unit INTEGER, people INTEGER,
  version INTEGER, withdrawn INTEGER, key TEXT, submitted_at TEXT,
  "role" INTEGER DEFAULT -2,
  "concerns" INTEGER DEFAULT -2) STRICT;
INSERT INTO "coded_evening" VALUES(1,1,1,1,0,NULL,1,0,'1',NULL,0,0);
INSERT INTO "coded_evening" VALUES(2,1,1,1,0,NULL,1,1,'2',NULL,1,0);
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "counters" VALUES('response',3);
INSERT INTO "counters" VALUES('second keying',0);
CREATE TABLE drafts (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, batch INTEGER NOT NULL REFERENCES batches (number),
  event TEXT NOT NULL, session TEXT NOT NULL, content TEXT NOT NULL) STRICT;
CREATE TABLE erased_drafts (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE erasures (
  number INTEGER PRIMARY KEY, response INTEGER NOT NULL, survey TEXT NOT NULL, event TEXT NOT NULL,
  batch INTEGER NOT NULL, was_here INTEGER NOT NULL, content TEXT NOT NULL) STRICT;
INSERT INTO "erasures" VALUES(1,3,'evening','autumn',1,1,'{"batch":1,"batchAt":"2026-11-21T19:16:31Z","event":"autumn","keyDigest":"43e3fdb41a553f1aa2019451111292ee","occasion":{"at":"2026-11-21T19:16:31Z","by":"Bea","why":"asked to"},"response":3,"salt":"591e8d1fc223d810f4fe8a2ef981fe35","survey":"evening"}');
CREATE TABLE events (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "events" VALUES(1,'autumn');
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1: responses, batches, changes, drafts');
INSERT INTO "grdb_migrations" VALUES('2: what rows without a key are recognised by');
INSERT INTO "grdb_migrations" VALUES('3: details, texts held back, second keyings, erasures');
CREATE TABLE keying_samples (
  number INTEGER PRIMARY KEY, event TEXT NOT NULL, content TEXT NOT NULL) STRICT;
CREATE TABLE questions (
  survey INTEGER NOT NULL REFERENCES surveys (id), name TEXT NOT NULL, type TEXT NOT NULL, col TEXT NOT NULL,
  PRIMARY KEY (survey, name)) STRICT;
INSERT INTO "questions" VALUES(1,'role','select_one','role');
INSERT INTO "questions" VALUES(1,'concerns','text','concerns');
CREATE TABLE response_details (response INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT;
CREATE TABLE restricted_texts (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, event TEXT NOT NULL, draft TEXT, response INTEGER,
  content TEXT NOT NULL) STRICT;
CREATE TABLE second_keyings (
  number INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batches (number), response INTEGER NOT NULL,
  content TEXT NOT NULL, settlement TEXT) STRICT;
CREATE TABLE session_figures (
  number INTEGER PRIMARY KEY, event TEXT NOT NULL, content TEXT NOT NULL) STRICT;
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES events (id), name TEXT NOT NULL,
  UNIQUE (event, name)) STRICT;
INSERT INTO "sessions" VALUES(1,1,'rugby');
CREATE TABLE surveys (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, coded TEXT NOT NULL UNIQUE, texts TEXT NOT NULL UNIQUE,
  labels TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "surveys" VALUES(1,'evening','coded_evening','texts_evening','evening');
CREATE TABLE texts_before (
  change INTEGER PRIMARY KEY REFERENCES changes (number), before TEXT, after TEXT) STRICT;
INSERT INTO "texts_before" VALUES(2,'more buses','more buses, please');
CREATE TABLE "texts_evening" (
  response INTEGER PRIMARY KEY,
  "concerns" TEXT) STRICT;
INSERT INTO "texts_evening" VALUES(1,'more buses, please');
INSERT INTO "texts_evening" VALUES(2,'lights; police');
CREATE TABLE versions (
  survey INTEGER NOT NULL REFERENCES surveys (id), version INTEGER NOT NULL, fingerprint TEXT NOT NULL,
  definition TEXT NOT NULL, PRIMARY KEY (survey, version)) STRICT;
INSERT INTO "versions" VALUES(1,1,'8732237831a44f8f','{"blocks":[],"groups":[],"id":"evening","languages":{"default":"en","others":[]},"questions":[{"choiceGroups":[],"choices":[{"attributes":{},"id":"faith","label":{"text":"Faith","translations":{}},"scored":true},{"attributes":{},"id":"parent","label":{"text":"Parent","translations":{}},"scored":true}],"id":"role","identifies":false,"label":{"text":"Role","translations":{}},"required":{"no":{}},"sensitive":false,"type":"select_one"},{"choiceGroups":[],"choices":[],"id":"concerns","identifies":false,"label":{"text":"What concerns you?","translations":{}},"required":{"no":{}},"sensitive":false,"type":"text"}],"title":{"text":"Evening","translations":{}},"units":["person","table"],"version":1}');
CREATE INDEX changes_by_response ON changes (response) WHERE response IS NOT NULL;
CREATE INDEX changes_by_batch ON changes (batch);
CREATE INDEX second_keyings_by_response ON second_keyings (response);
CREATE UNIQUE INDEX "keys of coded_evening" ON "coded_evening" (event, key)
  WHERE key IS NOT NULL AND withdrawn < 2;
CREATE VIEW "evening" AS SELECT r.id AS response,
  e.name AS event,
  s.name AS session,
  CASE r.unit WHEN 1 THEN 'table' ELSE 'person' END AS unit,
  r.people AS people,
  r.version AS version,
  r.batch AS batch,
  r.key AS key,
  r.submitted_at AS submitted_at,
  CASE r."role" WHEN 0 THEN 'Faith' WHEN 1 THEN 'Parent' WHEN -3 THEN 'prefer not to say' WHEN -4 THEN 'unreadable' WHEN -5 THEN 'more than one ticked' WHEN -6 THEN 'between two' END AS "role",
  CASE r."concerns" WHEN 0 THEN t."concerns" WHEN -3 THEN 'prefer not to say' WHEN -4 THEN 'unreadable' WHEN -5 THEN 'more than one ticked' WHEN -6 THEN 'between two' END AS "concerns"
FROM "coded_evening" r JOIN sessions s ON s.id = r.session JOIN events e ON e.id = s.event
LEFT JOIN "texts_evening" t ON t.response = r.id WHERE r.withdrawn = 0;
