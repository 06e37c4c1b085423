// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import {
  type AwardingBody,
  allJurisdictionNames,
  foundOr404,
  type Known,
  listAwardingBodies,
} from '../../organisations/index.ts'
import { levelsOf, listFrameworks, referencesOf } from '../frameworks/frameworks.store.ts'
import { allClassifications, type Classification } from '../occupations/occupations.store.ts'
import { listQualifications, type QualificationFilter } from '../qualifications/qualifications.store.ts'
import { type Addresses, addressesOf } from './addresses.model.ts'
import { entriesToWrite, levelsToWrite, namesOfCodes } from './exchange.store.ts'
import type { RdfNode } from './rdf.model.ts'
import type { QualificationToWrite } from './write-elm.ts'
import { classificationAsSkos, frameworkAsSkos } from './write-skos.ts'

const everything = { limit: 1_000_000, after: null }

/** Qualifications with what belongs to them, by id. */
export async function qualificationsToWrite(db: Db, filter: QualificationFilter): Promise<QualificationToWrite[]> {
  const qualifications = await listQualifications(db, filter, everything)
  const known: Known = { knownOn: filter.knownOn }
  const refs = [...new Set(qualifications.flatMap(({ fields }) => fields))]
  const [levels, bodies, places, names] = await Promise.all([
    levelsToWrite(db, known),
    listAwardingBodies(db, known, everything),
    allJurisdictionNames(db, known),
    namesOfCodes(db, refs, known),
  ])
  const bodyOf = new Map(bodies.map((body) => [body.id, body]))
  const placeOf = new Map(places.map((place) => [place.code, { code: place.code, names: place.names }]))
  const withCountry = (body: AwardingBody | null) => ({ body, bodyCountry: placeOf.get(body?.country ?? '') ?? null })
  return qualifications.map((qualification) => ({
    qualification,
    ...withCountry(bodyOf.get(qualification.awardingBody ?? '') ?? null),
    country: placeOf.get(qualification.country ?? '') ?? null,
    levels: qualification.levels.flatMap((ref) => levels.get(ref) ?? []),
    fields: qualification.fields.map((ref) => fieldOf(ref, names)),
  }))
}

function fieldOf(ref: string, names: Awaited<ReturnType<typeof namesOfCodes>>): QualificationToWrite['fields'][number] {
  const cut = ref.indexOf('/')
  return { scheme: ref.slice(0, cut), code: ref.slice(cut + 1), names: names.get(ref)?.names ?? {} }
}

/** One of them, or `not-found`. */
export async function qualificationToWrite(db: Db, id: string, filter: Known): Promise<QualificationToWrite> {
  return foundOr404((await qualificationsToWrite(db, { ...filter, id }))[0], 'qualification', id)
}

/** A framework with its levels as a concept scheme, or `not-found`. */
export async function frameworkScheme(db: Db, id: string, filter: Known, at: Addresses): Promise<RdfNode[]> {
  const rows = await listFrameworks(db, { ...filter, id }, { after: null, limit: 1 })
  const framework = foundOr404(rows[0], 'framework', id)
  const [levels, references] = await Promise.all([levelsOf(db, id, filter), referencesOf(db, id, filter)])
  return frameworkAsSkos({ ...framework, levels, references }, at)
}

/** Ids of the frameworks that have levels. */
export async function frameworkIds(db: Db, filter: Known): Promise<string[]> {
  const rows = await listFrameworks(db, filter, everything)
  return rows.filter(({ levelCount }) => levelCount > 0).map(({ id }) => id)
}

/** Ids of the classifications. */
export async function classificationIds(db: Db): Promise<string[]> {
  return (await allClassifications(db, {})).map(({ id }) => id)
}

/** A classification of occupations, fields, industries or skills with its codes, or `not-found`. */
export async function classificationScheme(db: Db, id: string, filter: Known, baseUrl: string): Promise<RdfNode[]> {
  const all = await allClassifications(db, filter)
  const found: Classification = foundOr404(
    all.find((one) => one.id === id),
    'classification',
    id,
  )
  const entries = await entriesToWrite(db, id, filter)
  return classificationAsSkos(found, entries, addressesOf(baseUrl, found.subject), ({ subject, scheme, code }) =>
    addressesOf(baseUrl, subject).entry(scheme, code),
  )
}
