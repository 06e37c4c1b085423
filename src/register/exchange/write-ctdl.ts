// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '../../kernel/index.ts'
import type { Addresses } from './addresses.model.ts'
import type { QualificationToWrite } from './write-elm.ts'
import { linkTo } from './write-skos.ts'

/** Where the Credential Engine publishes the context of its language. */
const context = 'https://credreg.net/ctdl/schema/context/json'

/**
 * Qualifications in the Credential Transparency Description Language. They bear no CTID: that is given by the registry to whoever publishes
 * there, and nothing here is registered there. A program that does registers it under an identifier of its own.
 */
export function qualificationsAsCtdl(all: readonly QualificationToWrite[], at: Addresses, today: PlainDate): string {
  const graph = all.map((one) => qualificationAsCtdl(one, at, today))
  const owners = new Map(all.flatMap((one) => (ownerOf(one, at) ?? []).map((owner) => [owner['@id'], owner])))
  return `${JSON.stringify({ '@context': context, '@graph': [...graph, ...owners.values()] }, null, 2)}\n`
}

/** What a family is in this language. A kind of credential that is not known is none of its classes but the first of all. */
const classes = {
  'vocational-qualification': 'ceterms:Certification',
  'skill-level': 'ceterms:Certification',
  'professional-title': 'ceterms:Certification',
  degree: 'ceterms:Degree',
} as const

function qualificationAsCtdl(written: QualificationToWrite, at: Addresses, today: PlainDate): object {
  const { qualification, country, levels, fields } = written
  const { id, family, names, note, source, validFrom, validUntil } = qualification
  const ended = validUntil !== null && validUntil <= today
  const place = country === null ? null : { names: country.names, code: country.code }
  return withoutNothing({
    '@type': family === null ? 'ceterms:Credential' : classes[family],
    '@id': at.qualification(id),
    'ceterms:name': languages(names),
    'ceterms:description': note === null ? null : languages(note),
    'ceterms:subjectWebpage': linkTo(source)?.iri ?? at.qualification(id),
    'ceterms:credentialStatusType': aligned({
      framework: 'https://credreg.net/ctdl/terms/CredentialStatus',
      name: 'Credential Status',
      node: `https://credreg.net/ctdl/terms/credentialStat/${ended ? 'Deprecated' : 'Active'}`,
      names: { en: ended ? 'Deprecated' : 'Active' },
      code: null,
    }),
    'ceterms:dateEffective': validFrom,
    'ceterms:ownedBy': ownerOf(written, at)?.map((owner) => owner['@id']) ?? null,
    'ceterms:jurisdiction':
      place === null
        ? null
        : [
            {
              '@type': 'ceterms:JurisdictionProfile',
              'ceterms:mainJurisdiction': [
                {
                  '@type': 'ceterms:Place',
                  'ceterms:name': languages(place.names),
                  'ceterms:addressCountry': languages(place.names),
                },
              ],
            },
          ],
    'ceterms:audienceLevelType': filled(
      levels.map((level) =>
        aligned({
          framework: level.frameworkUri ?? at.framework(level.framework),
          name: level.frameworkNames.en,
          node: level.uri ?? at.level(level.ref),
          names: level.names,
          code: level.ref,
        }),
      ),
    ),
    'ceterms:subject': filled(
      fields.map(({ scheme, code, names: field }) =>
        aligned({ framework: at.scheme(scheme), name: scheme, node: at.entry(scheme, code), names: field, code }),
      ),
    ),
  })
}

/** Who awards it, as a node beside it; one that the register knows by name alone has no address. */
function ownerOf(
  { qualification, body }: QualificationToWrite,
  at: Addresses,
): { '@id': string; [name: string]: unknown }[] | null {
  const type = 'ceterms:CredentialOrganization'
  if (body !== null) {
    const page = linkTo(body.url)?.iri ?? at.body(body.id)
    const names = { 'ceterms:name': languages(body.names), 'ceterms:subjectWebpage': page }
    return [{ '@type': type, '@id': at.body(body.id), ...names }]
  }
  const name = qualification.awardingBodyName
  return name === null
    ? null
    : [{ '@type': type, '@id': `_:awarder-of-${qualification.id}`, 'ceterms:name': { en: name } }]
}

interface Alignment {
  framework: string
  name: string
  node: string
  names: Readonly<Record<string, string>>
  code: string | null
}

const aligned = ({ framework, name, node, names, code }: Alignment): object =>
  withoutNothing({
    '@type': 'ceterms:CredentialAlignmentObject',
    'ceterms:framework': framework,
    'ceterms:frameworkName': { en: name },
    'ceterms:targetNode': node,
    'ceterms:targetNodeName': Object.keys(names).length === 0 ? null : languages(names),
    'ceterms:codedNotation': code,
  })

/** A language map in the order of its languages. */
const languages = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)))

const filled = <Item>(items: readonly Item[]): readonly Item[] | null => (items.length === 0 ? null : items)

const withoutNothing = (object: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
