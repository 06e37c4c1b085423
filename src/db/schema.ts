// SPDX-License-Identifier: Apache-2.0
// Generated from the migrations by `node scripts/run.mjs schema`. Not to be edited.

import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

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

export interface ClassificationEntries {
  classification: string;
  code: string;
  level: number;
  note: string | null;
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
  note: string | null;
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
  note: string | null;
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
  note: string | null;
  origin: string;
  record: Generated<number>;
  recorded_at: Timestamp;
  superseded_at: Timestamp | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface LevelReferences {
  framework: string;
  historical: Generated<boolean>;
  level: string;
  note: string | null;
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

export interface Migration {
  applied_at: Generated<Timestamp>;
  checksum: string;
  file: string;
  number: number;
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

export interface ReferenceFiles {
  loaded_at: Timestamp;
  path: string;
  records: number;
  sha256: string;
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

export interface DB {
  authorities: Authorities;
  awarding_bodies: AwardingBodies;
  awarding_body_names: AwardingBodyNames;
  awarding_body_recognitions: AwardingBodyRecognitions;
  classification_entries: ClassificationEntries;
  classification_names: ClassificationNames;
  classification_relations: ClassificationRelations;
  classifications: Classifications;
  framework_levels: FrameworkLevels;
  frameworks: Frameworks;
  jurisdiction_aliases: JurisdictionAliases;
  jurisdiction_parents: JurisdictionParents;
  jurisdictions: Jurisdictions;
  level_references: LevelReferences;
  migration: Migration;
  qualifications: Qualifications;
  record_clock: RecordClock;
  reference_files: ReferenceFiles;
  title_series: TitleSeries;
  titles: Titles;
}

