// SPDX-License-Identifier: Apache-2.0
// Generated from the migrations by `node scripts/run.mjs schema`. Not to be edited.

import type { ColumnType } from "kysely";
import type { IPostgresInterval } from "postgres-interval";

export type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[]
  ? U[]
  : ArrayTypeImpl<T>;

export type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S[], I[], U[]>
  : T[];

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Interval = ColumnType<IPostgresInterval, IPostgresInterval | number | string, IPostgresInterval | number | string>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface Absences {
  authority: string | null;
  deputy: string | null;
  ended_at: Timestamp | null;
  first_day: string;
  id: Generated<string>;
  jurisdiction: string | null;
  last_day: string;
  membership: string;
  person: string;
  recorded_at: Generated<Timestamp>;
  recorded_by: string;
  role: string;
}

export interface Agreements {
  in_force: string | null;
  instrument: number;
  mode: string;
  parties: Json;
  party_jurisdictions: string[];
  signed: string | null;
  subject: Json;
}

export interface AuditChecks {
  checked: Generated<number>;
  erased: Generated<number>;
  faults: Generated<Json>;
  finished_at: Timestamp | null;
  head_hash: Buffer | null;
  head_seq: number | null;
  id: Generated<string>;
  started_at: Generated<Timestamp>;
  total: number;
  touched_at: Generated<Timestamp>;
}

export interface AuditEntries {
  act: string;
  at: Timestamp;
  authority: string | null;
  commitment: Buffer;
  hash: Buffer;
  object_id: string | null;
  object_kind: string | null;
  previous: Buffer;
  seq: number;
}

export interface AuditKeys {
  key: Buffer;
  person: string;
}

export interface AuditPayloads {
  actor: string | null;
  authority: string | null;
  derived: Generated<boolean>;
  entry: number;
  locked: Buffer;
  on_behalf: string | null;
  person: string | null;
  salt: Buffer;
}

export interface Authorities {
  id: string;
  jurisdiction: string | null;
  names: Json;
  note: Json | null;
  origin: string;
  quality: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  scope: Json | null;
  source: string | null;
  superseded_at: Timestamp | null;
  url: string | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface AuthoritySettings {
  authority: string;
  changed_at: Generated<Timestamp>;
  changed_by: string | null;
  contact: string | null;
  lang: string | null;
  names: Json | null;
}

export interface AwardingBodies {
  country: string | null;
  id: string;
  names: Json;
  note: Json | null;
  origin: string;
  quality: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  source: string | null;
  superseded_at: Timestamp | null;
  url: string | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface AwardingBodyNames {
  body: string;
  name: string;
  names: Json;
  origin: string;
  quality: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  source: string | null;
  superseded_at: Timestamp | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface AwardingBodyRecognitions {
  body: string;
  jurisdiction: string;
  origin: string;
  quality: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  source: string | null;
  status: string;
  superseded_at: Timestamp | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface CatalogueItems {
  action: Generated<string>;
  catalogue: string;
  class: string;
  earlier_holders: string | null;
  instrument: number;
  note: Json | null;
  position: number;
  qualification: string;
  valid_from: string | null;
  valid_until: string | null;
}

export interface Catalogues {
  batch: number | null;
  classes: Json;
  continues: string | null;
  coverage: string;
  earlier_holders: string | null;
  edition: string | null;
  effective: string | null;
  id: string;
  instrument: number;
  item_count: number | null;
  note: Json | null;
  replaces: Generated<boolean>;
  title: Json;
  valid_from: string | null;
  valid_until: string | null;
}

export interface ClassificationEntries {
  classification: string;
  code: string;
  level: number;
  note: Json | null;
  origin: string;
  parent: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  status: string | null;
  superseded_at: Timestamp | null;
  uri: string | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface ClassificationNames {
  alternatives: Generated<string[]>;
  classification: string;
  code: string;
  hidden: Generated<string[]>;
  lang: string;
  name: string;
  origin: string;
  record: Generated<number>;
  recorded_at: Timestamp;
  superseded_at: Timestamp | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface ClassificationRelations {
  from_classification: string;
  from_code: string;
  kind: string;
  origin: string;
  quality: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  source: string | null;
  superseded_at: Timestamp | null;
  to_classification: string;
  to_code: string;
  valid_from: string | null;
  valid_until: string | null;
}

export interface Classifications {
  coverage: string;
  family: string;
  id: string;
  licence: string | null;
  names: Json;
  note: Json | null;
  origin: string;
  publisher: string | null;
  quality: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  source: string | null;
  subject: string;
  superseded_at: Timestamp | null;
  valid_from: string | null;
  valid_until: string | null;
  version: string;
}

export interface Consents {
  given_at: Generated<Timestamp>;
  id: Generated<string>;
  person: string;
  purpose: string;
  version: string;
  withdrawn_at: Timestamp | null;
}

export interface ErasureRequests {
  asked_at: Generated<Timestamp>;
  done_at: Timestamp | null;
  due_at: Timestamp;
  held_at: Timestamp | null;
  id: Generated<string>;
  person: string;
  taken_back_at: Timestamp | null;
}

export interface FactDeclarations {
  content: Json;
  id: string;
  origin: string;
  position: number;
  record: Generated<number>;
  recorded_at: Timestamp;
  scope: string;
  sha256: string;
  superseded_at: Timestamp | null;
  type: string;
}

export interface FinderReportClosings {
  closed_at: Generated<Timestamp>;
  note: string;
  report: number;
}

export interface FinderReportContacts {
  attached: Json | null;
  contact: string | null;
  erase_after: string;
  report: number;
}

export interface FinderReports {
  as_of: string;
  id: Generated<number>;
  instrument: string;
  language: string;
  place: string;
  reference: Generated<string>;
  report: string;
  reported_at: Generated<Timestamp>;
  rule: string;
}

export interface FrameworkLevels {
  framework: string;
  level: string;
  names: Json;
  origin: string;
  position: number;
  quality: string | null;
  rank: number | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  source: string | null;
  superseded_at: Timestamp | null;
  uri: string | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface Frameworks {
  id: string;
  jurisdictions: string[];
  names: Json;
  note: Json | null;
  origin: string;
  quality: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  short: string | null;
  source: string | null;
  status: string;
  superseded_at: Timestamp | null;
  uri: string | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface Guesses {
  id: Buffer;
  last_at: Generated<Timestamp>;
  wait_until: Timestamp | null;
  wrong: number;
}

export interface Housekeeping {
  done_at: Timestamp;
  task: string;
}

export interface Identifiers {
  created_at: Generated<Timestamp>;
  folded: string;
  id: Generated<string>;
  kind: string;
  person: string;
  value: string;
  verified_at: Timestamp | null;
}

export interface Installation {
  demonstration: Generated<boolean>;
  single: Generated<boolean>;
}

export interface InstrumentClauses {
  article: Json | null;
  id: string;
  instrument: number;
  position: number;
  source: string;
  summary: Json;
}

export interface InstrumentExamples {
  content: Json;
  folder: string;
  id: string;
  instrument: string;
  origin: string;
  record: Generated<number>;
  recorded_at: Timestamp;
  rule: string;
  sha256: string;
  superseded_at: Timestamp | null;
  title: Json;
}

export interface InstrumentRules {
  clause: string;
  content: Json;
  id: string;
  instrument: number;
  outcomes: string[];
  position: number;
  purposes: string[];
  title: Json;
  valid_from: string | null;
  valid_until: string | null;
}

export interface Instruments {
  content: Json;
  effective: string | null;
  excepts: string[];
  id: string;
  issuer: string | null;
  jurisdiction: string;
  kind: string;
  number: string | null;
  origin: string;
  path: string;
  places: string[];
  publication: Json | null;
  published: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  sha256: string;
  status: string;
  superseded_at: Timestamp | null;
  title: Json;
  until: string | null;
  valid_from: string | null;
  valid_until: string | null;
  withdrawn_by: Json | null;
}

export interface Invitations {
  accepted: boolean | null;
  accepted_by: string | null;
  address: string | null;
  answered_at: Timestamp | null;
  authority: string | null;
  expires_at: Timestamp;
  id: Generated<string>;
  invited_at: Generated<Timestamp>;
  invited_by: string;
  jurisdiction: string | null;
  lang: string;
  name: string | null;
  note: string | null;
  role: string;
  role_until: Timestamp | null;
  token: Buffer;
  withdrawn_at: Timestamp | null;
  withdrawn_by: string | null;
}

export interface JurisdictionAliases {
  alias: string;
  code: string;
  origin: string;
  record: Generated<number>;
  recorded_at: Timestamp;
  superseded_at: Timestamp | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface JurisdictionParents {
  code: string;
  note: Json | null;
  origin: string;
  parent: string;
  record: Generated<number>;
  recorded_at: Timestamp;
  superseded_at: Timestamp | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface Jurisdictions {
  code: string;
  demonstration: Generated<boolean>;
  kind: string;
  names: Json;
  note: Json | null;
  origin: string;
  record: Generated<number>;
  recorded_at: Timestamp;
  superseded_at: Timestamp | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface KnownConnections {
  last_at: Generated<Timestamp>;
  network: string;
  person: string;
  program: string;
}

export interface LawDraftFiles {
  draft: string;
  path: string;
  since: number;
  text: string;
  until: number | null;
}

export interface LawDrafts {
  author: string;
  authority: string;
  basis: number | null;
  changed_at: Generated<Timestamp>;
  changed_by: string;
  created_at: Generated<Timestamp>;
  discarded_at: Timestamp | null;
  id: Generated<string>;
  jurisdiction: string;
  title: string;
  version: Generated<number>;
}

export interface LawDraftVersions {
  changed_at: Timestamp;
  changed_by: string;
  draft: string;
  title: string;
  version: number;
}

export interface LawFollows {
  kind: string;
  person: string;
  since: Generated<Timestamp>;
  thing: string;
}

export interface LawImports {
  analysis: Buffer | null;
  beat_at: Timestamp | null;
  bytes: Buffer;
  catalogue: string;
  choices: Generated<Json>;
  chosen_by: Generated<string[]>;
  draft: string;
  effective: string | null;
  file_name: string;
  id: Generated<string>;
  kept_choices: Generated<Json>;
  mode: string;
  progress: Generated<number>;
  rows: number | null;
  state: Generated<string>;
  taken_at: Timestamp | null;
  uploaded_at: Generated<Timestamp>;
  uploaded_by: string;
  version: number;
}

export interface LawLoads {
  loaded_at: Timestamp;
  origin: string;
  sha256: string;
}

export interface LawNews {
  at: Generated<Timestamp>;
  basis: number | null;
  catalogues: string[];
  excepts: string[];
  instrument: string;
  instruments: string[];
  jurisdiction: string;
  kind: string;
  places: string[];
  publication: string;
  publish_on: string;
  reason: Json | null;
  record: number | null;
  title: Json;
  told_at: Timestamp | null;
}

export interface LawNewsTold {
  person: string;
  publication: string;
  told_at: Generated<Timestamp>;
}

export interface LawOffers {
  files: Json;
  instrument: string;
  offered_at: Timestamp;
  path: string;
  sha256: string;
  waits: Json | null;
}

export interface LawPublications {
  authority: string;
  basis: number | null;
  decided_at: Timestamp | null;
  decided_by: string | null;
  draft: string | null;
  held_for: Json | null;
  id: Generated<string>;
  instrument: string;
  jurisdiction: string;
  kind: string;
  note: string | null;
  path: string;
  places: Generated<string[]>;
  proposed_at: Generated<Timestamp>;
  proposed_by: string;
  publish_at: Timestamp;
  publish_on: string;
  published_at: Timestamp | null;
  reason: Json | null;
  record: number | null;
  state: Generated<string>;
  title: Json;
  version: number | null;
}

export interface LegalHolds {
  authority: string | null;
  confidential: Generated<boolean>;
  id: Generated<string>;
  lifted_at: Timestamp | null;
  lifted_by: string | null;
  person: string;
  placed_at: Generated<Timestamp>;
  placed_by: string | null;
  reason: string;
  until: Timestamp;
}

export interface LevelReferences {
  framework: string;
  historical: Generated<boolean>;
  level: string;
  note: Json | null;
  origin: string;
  quality: string;
  record: Generated<number>;
  recorded_at: Timestamp;
  report: string | null;
  source: string;
  status: string;
  superseded_at: Timestamp | null;
  to_framework: string;
  to_level: Generated<string>;
  valid_from: string | null;
  valid_until: string | null;
}

export interface Mandates {
  accepted_at: Timestamp | null;
  address: string;
  digest: Buffer;
  ended_at: Timestamp | null;
  ended_by: string | null;
  id: Generated<string>;
  membership: string | null;
  person: string;
  proof: string;
  purposes: string[];
  representative: string | null;
  signed_at: Generated<Timestamp>;
  texts: Json;
  valid_until: Timestamp;
}

export interface Memberships {
  authority: string | null;
  ended_by: string | null;
  granted_by: string | null;
  id: Generated<string>;
  jurisdiction: string | null;
  person: string;
  role: string;
  valid_from: Generated<Timestamp>;
  valid_until: Timestamp | null;
}

export interface Migration {
  applied_at: Generated<Timestamp>;
  checksum: string;
  file: string;
  number: number;
}

export interface NominationComments {
  answer: string | null;
  answered_at: Timestamp | null;
  answered_by: string | null;
  commenter: string | null;
  given_at: Generated<Timestamp>;
  id: Generated<string>;
  named: Generated<boolean>;
  nomination: string;
  text: string | null;
}

export interface NominationExperts {
  asked_at: Generated<Timestamp>;
  asked_by: string;
  declared: string | null;
  declared_at: Timestamp | null;
  expert: string;
  nomination: string;
  released_at: Timestamp | null;
}

export interface NominationFindings {
  elements: Json;
  expert: string;
  given_at: Generated<Timestamp>;
  named: boolean;
  nomination: string;
  recommendation: string;
  remark: string | null;
}

export interface Nominations {
  additions: Generated<Json>;
  asked: string | null;
  authority: string;
  capacity: string;
  changed_at: Generated<Timestamp>;
  closes_at: Timestamp | null;
  closes_on: string | null;
  counts_as: string;
  created_at: Generated<Timestamp>;
  draft: string | null;
  evidence: Generated<string[]>;
  id: Generated<string>;
  jurisdiction: string;
  nominator: string;
  opens_at: Timestamp | null;
  opens_on: string | null;
  organisation: string | null;
  purpose: string;
  qualification: Json;
  reason: string | null;
  state: Generated<string>;
  summary: string | null;
  why: string;
}

export interface NotificationChoices {
  here: boolean;
  kind: string;
  mail: boolean;
  person: string;
}

export interface Notifications {
  args: Generated<Json>;
  at: Generated<Timestamp>;
  id: Generated<string>;
  kind: string;
  link: string | null;
  person: string;
  read_at: Timestamp | null;
}

export interface OutgoingMessages {
  about: string;
  authority: string | null;
  closed_at: Timestamp | null;
  created_at: Generated<Timestamp>;
  fault: string | null;
  good_until: Timestamp;
  id: string;
  kind: string;
  lang: string;
  next_try_at: Generated<Timestamp>;
  person: string | null;
  recipient: string;
  reply: string | null;
  state: Generated<string>;
  subject: string;
  text: string;
  tries: Generated<number>;
}

export interface Passkeys {
  backed_up: boolean;
  counter: number;
  created_at: Generated<Timestamp>;
  credential: Buffer;
  device_type: string;
  handle: Buffer;
  id: Generated<string>;
  name: string;
  person: string;
  public_key: Buffer;
  transports: Generated<string[]>;
  used_at: Timestamp | null;
}

export interface Passwords {
  changed_at: Generated<Timestamp>;
  hash: string;
  person: string;
}

export interface People {
  created_at: Generated<Timestamp>;
  demonstration: Generated<boolean>;
  id: Generated<string>;
  language: string | null;
  name: string;
  status: Generated<string>;
}

export interface Permissions {
  act: string;
  conditions: Generated<string[]>;
  role: string;
  scope: string;
}

export interface PersonalReads {
  act: string;
  at: Generated<Timestamp>;
  authority: string | null;
  id: Generated<number>;
  person: string;
  reader: string;
  what: string;
}

export interface PersonalTables {
  cleared: Generated<string[]>;
  erasure: string;
  exported: string[];
  name: string;
  place: number;
  retained: Interval | null;
  retained_from: string | null;
  subjects: string[];
  withheld_by: string | null;
}

export interface PopulationAccounts {
  account: string | null;
  authority: string | null;
  holder: number | null;
}

export interface PopulationChunks {
  attempts: Generated<number>;
  authority: string;
  begun: Generated<number>;
  done_at: Timestamp | null;
  ended: Generated<number>;
  evaluated: Generated<number>;
  fault: string | null;
  holders: ArrayType<number>;
  not_before: Generated<Timestamp>;
  number: number;
  reevaluation: number;
  told: Generated<number>;
  unreached: Generated<number>;
}

export interface PopulationConsents {
  authority: string;
  given: string;
  holder: number;
  purpose: string;
  until: string | null;
  withdrawn: string | null;
}

export interface PopulationCredentials {
  authority: string;
  awarding_body: string | null;
  country: string | null;
  expires: string | null;
  field: string[] | null;
  holder: number;
  issued: string | null;
  level: string | null;
  listed: Json | null;
  qualification: string | null;
  slot: number;
  stated: Json | null;
  status: string | null;
}

export interface PopulationEntitlements {
  authority: string;
  began_by: string;
  begun_in: number;
  ended_by: string | null;
  ended_in: number | null;
  holder: number;
  id: Generated<number>;
  law: Timestamp;
  outcome: string;
  rule: string;
  since: string;
  slot: number | null;
  standing: string;
  until: string | null;
}

export interface PopulationEvaluated {
  authority: string;
  changed: number;
  due: string | null;
  holder: number;
  reevaluation: number;
}

export interface PopulationHolders {
  authority: string;
  birth_date: string | null;
  changed: Generated<number>;
  district: string | null;
  facts: Generated<Json>;
  id: Generated<number>;
  merged_into: number | null;
  occupation: string | null;
  origin: string | null;
  purposes: Generated<string[]>;
  removed: Generated<boolean>;
  sex: string | null;
  work_known: Generated<boolean>;
}

export interface PopulationHoldings {
  account: string | null;
  authority: string | null;
  birth_date: string | null;
  consents: Json | null;
  credentials: Json | null;
  district: string | null;
  facts: Json | null;
  jobs: Json | null;
  occupation: string | null;
  origin: string | null;
  purposes: string[] | null;
  sex: string | null;
  work_known: boolean | null;
}

export interface PopulationIdentities {
  account: string | null;
  authority: string;
  contact: Generated<Json>;
  documents: Generated<Json>;
  holder: number;
  names: Generated<Json>;
}

export interface PopulationImpactCells {
  cells: Json;
  impact: string;
}

export interface PopulationImpacts {
  as_of: string;
  authority: string;
  beat_at: Generated<Timestamp>;
  draft: string | null;
  finished_at: Timestamp | null;
  holders: Generated<number>;
  id: Generated<string>;
  jurisdiction: string;
  problem: string | null;
  progress: Generated<number>;
  purpose: string | null;
  started_at: Generated<Timestamp>;
  started_by: string | null;
  state: Generated<string>;
  step: Generated<string>;
  threshold: number;
  told: Json | null;
  took: number | null;
  version: number | null;
}

export interface PopulationImportErrors {
  args: Generated<Json>;
  code: string;
  field: string;
  found: string | null;
  import: string;
  line: number;
  number: number;
}

export interface PopulationImportParts {
  bytes: Buffer;
  import: string;
  part: number;
}

export interface PopulationImports {
  authority: string;
  bad: Generated<number>;
  beat_at: Timestamp | null;
  encoding: string | null;
  file_name: string;
  fingerprint: Buffer;
  finished_at: Timestamp | null;
  format: string | null;
  good: Generated<number>;
  id: Generated<string>;
  imported_by: string | null;
  kept: Generated<boolean>;
  line: Generated<number>;
  matches: Generated<number>;
  persons_changed: Generated<number>;
  persons_new: Generated<number>;
  persons_unchanged: Generated<number>;
  position: Generated<number>;
  problem: Json | null;
  purposes: Generated<string[]>;
  rows: Generated<number>;
  size: number;
  started_at: Generated<Timestamp>;
  state: Generated<string>;
}

export interface PopulationJobs {
  authority: string;
  capacity: string | null;
  ended: string | null;
  holder: number;
  occupation: string[] | null;
  place: string | null;
  relevant: number[] | null;
  slot: number;
  started: string | null;
}

export interface PopulationKeys {
  authority: string;
  holder: number;
  key: Buffer;
  kind: string;
}

export interface PopulationMatches {
  authority: string;
  decided_at: Timestamp | null;
  decided_by: string | null;
  found_at: Generated<Timestamp>;
  given: Json | null;
  holder: number;
  other: number;
  state: Generated<string>;
}

export interface PopulationNotices {
  at: Generated<Timestamp>;
  authority: string;
  cause: string;
  changes: Json;
  holder: number;
  reached: string;
  reevaluation: number;
  ticket: Buffer | null;
}

export interface PopulationObjections {
  answer: string | null;
  answered_at: Timestamp | null;
  at: Generated<Timestamp>;
  authority: string;
  entitlement: number | null;
  holder: number;
  id: Generated<string>;
  text: string;
}

export interface PopulationOwnEntitlements {
  account: string | null;
  authority: string | null;
  began_by: string | null;
  ended_by: string | null;
  outcome: string | null;
  place: string | null;
  rule: string | null;
  since: string | null;
  standing: string | null;
  until: string | null;
}

export interface PopulationOwnNotices {
  account: string | null;
  at: Timestamp | null;
  authority: string | null;
  cause: string | null;
  changes: Json | null;
  reached: string | null;
}

export interface PopulationOwnObjections {
  account: string | null;
  answer: string | null;
  answered_at: Timestamp | null;
  at: Timestamp | null;
  authority: string | null;
  text: string | null;
}

export interface PopulationReevaluations {
  as_of: string;
  authority: string;
  begun_at: Generated<Timestamp>;
  cause: string;
  done_at: Timestamp | null;
  follows: number | null;
  holders: Generated<number>;
  id: Generated<number>;
  law: Timestamp;
  place: string;
  up_to: number;
}

export interface Procedures {
  acknowledge_within: string | null;
  appeal: Json | null;
  decide_within: string | null;
  extension: Json | null;
  instrument: number;
  silence: Json | null;
}

export interface ProviderLinks {
  account: string;
  created_at: Generated<Timestamp>;
  id: Generated<string>;
  person: string;
  provider: string;
  used_at: Timestamp | null;
}

export interface Providers {
  authority: string;
  changed_at: Generated<Timestamp>;
  client_id: string;
  client_secret: Buffer | null;
  created_at: Generated<Timestamp>;
  disabled_at: Timestamp | null;
  id: Generated<string>;
  issuer: string;
  names: Json;
  vouches: Generated<boolean>;
}

export interface Qualifications {
  awarding_body: string | null;
  awarding_body_name: string | null;
  class: string | null;
  country: string | null;
  family: string | null;
  fields: Generated<string[]>;
  id: string;
  levels: Generated<string[]>;
  names: Json;
  note: Json | null;
  origin: string;
  quality: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  source: string | null;
  stated_level: string | null;
  superseded_at: Timestamp | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface RecordClock {
  at: Generated<Timestamp>;
  id: Generated<boolean>;
}

export interface RecoveryCodes {
  created_at: Generated<Timestamp>;
  hash: Buffer;
  person: string;
  used_at: Timestamp | null;
}

export interface ReferenceFiles {
  loaded_at: Timestamp;
  path: string;
  records: number;
  sha256: string;
}

export interface SecondFactors {
  created_at: Generated<Timestamp>;
  last_step: Generated<number>;
  locked: Buffer;
  person: string;
}

export interface SecretKeys {
  fingerprint: Buffer;
  since: Generated<Timestamp>;
}

export interface Sessions {
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
  id: Buffer;
  idle_until: Timestamp;
  network: string | null;
  person: string;
  program: string | null;
  proof: string;
  seen_at: Generated<Timestamp>;
}

export interface Tickets {
  content: Generated<Json>;
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
  id: Buffer;
  person: string | null;
  purpose: string;
  tries: Generated<number>;
  used_at: Timestamp | null;
}

export interface Titles {
  code: string | null;
  edition: string;
  level: string;
  name: string;
  origin: string;
  quality: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  series: string;
  source: string | null;
  superseded_at: Timestamp | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface TitleSeries {
  edition: string;
  names: Json;
  origin: string;
  quality: string | null;
  record: Generated<number>;
  recorded_at: Timestamp;
  series: string;
  source: string | null;
  superseded_at: Timestamp | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface VerificationContacts {
  address: string | null;
  authority: string;
  body: string;
  closed_as: string | null;
  closed_at: Timestamp | null;
  closed_by: string | null;
  confirmed_at: Timestamp | null;
  expires_at: Timestamp | null;
  id: Generated<string>;
  invited_at: Generated<Timestamp>;
  invited_by: string;
  lang: string;
  name: string | null;
  token: Buffer;
}

export interface DB {
  absences: Absences;
  agreements: Agreements;
  audit_checks: AuditChecks;
  audit_entries: AuditEntries;
  audit_keys: AuditKeys;
  audit_payloads: AuditPayloads;
  authorities: Authorities;
  authority_settings: AuthoritySettings;
  awarding_bodies: AwardingBodies;
  awarding_body_names: AwardingBodyNames;
  awarding_body_recognitions: AwardingBodyRecognitions;
  catalogue_items: CatalogueItems;
  catalogues: Catalogues;
  classification_entries: ClassificationEntries;
  classification_names: ClassificationNames;
  classification_relations: ClassificationRelations;
  classifications: Classifications;
  consents: Consents;
  erasure_requests: ErasureRequests;
  fact_declarations: FactDeclarations;
  finder_report_closings: FinderReportClosings;
  finder_report_contacts: FinderReportContacts;
  finder_reports: FinderReports;
  framework_levels: FrameworkLevels;
  frameworks: Frameworks;
  guesses: Guesses;
  housekeeping: Housekeeping;
  identifiers: Identifiers;
  installation: Installation;
  instrument_clauses: InstrumentClauses;
  instrument_examples: InstrumentExamples;
  instrument_rules: InstrumentRules;
  instruments: Instruments;
  invitations: Invitations;
  jurisdiction_aliases: JurisdictionAliases;
  jurisdiction_parents: JurisdictionParents;
  jurisdictions: Jurisdictions;
  known_connections: KnownConnections;
  law_draft_files: LawDraftFiles;
  law_draft_versions: LawDraftVersions;
  law_drafts: LawDrafts;
  law_follows: LawFollows;
  law_imports: LawImports;
  law_loads: LawLoads;
  law_news: LawNews;
  law_news_told: LawNewsTold;
  law_offers: LawOffers;
  law_publications: LawPublications;
  legal_holds: LegalHolds;
  level_references: LevelReferences;
  mandates: Mandates;
  memberships: Memberships;
  migration: Migration;
  nomination_comments: NominationComments;
  nomination_experts: NominationExperts;
  nomination_findings: NominationFindings;
  nominations: Nominations;
  notification_choices: NotificationChoices;
  notifications: Notifications;
  outgoing_messages: OutgoingMessages;
  passkeys: Passkeys;
  passwords: Passwords;
  people: People;
  permissions: Permissions;
  personal_reads: PersonalReads;
  personal_tables: PersonalTables;
  population_accounts: PopulationAccounts;
  population_chunks: PopulationChunks;
  population_consents: PopulationConsents;
  population_credentials: PopulationCredentials;
  population_entitlements: PopulationEntitlements;
  population_evaluated: PopulationEvaluated;
  population_holders: PopulationHolders;
  population_holdings: PopulationHoldings;
  population_identities: PopulationIdentities;
  population_impact_cells: PopulationImpactCells;
  population_impacts: PopulationImpacts;
  population_import_errors: PopulationImportErrors;
  population_import_parts: PopulationImportParts;
  population_imports: PopulationImports;
  population_jobs: PopulationJobs;
  population_keys: PopulationKeys;
  population_matches: PopulationMatches;
  population_notices: PopulationNotices;
  population_objections: PopulationObjections;
  population_own_entitlements: PopulationOwnEntitlements;
  population_own_notices: PopulationOwnNotices;
  population_own_objections: PopulationOwnObjections;
  population_reevaluations: PopulationReevaluations;
  procedures: Procedures;
  provider_links: ProviderLinks;
  providers: Providers;
  qualifications: Qualifications;
  record_clock: RecordClock;
  recovery_codes: RecoveryCodes;
  reference_files: ReferenceFiles;
  second_factors: SecondFactors;
  secret_keys: SecretKeys;
  sessions: Sessions;
  tickets: Tickets;
  title_series: TitleSeries;
  titles: Titles;
  verification_contacts: VerificationContacts;
}

