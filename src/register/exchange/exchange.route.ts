// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import { type App, type Clock, today } from '../../kernel/index.ts'
import { type Known, readingQuery, toReading } from '../../organisations/index.ts'
import { addressesOf } from './addresses.model.ts'
import { classificationScheme, frameworkScheme, qualificationToWrite } from './gather.ts'
import { type RdfNode, toJsonLd, toTurtle } from './rdf.model.ts'
import { qualificationsAsCtdl } from './write-ctdl.ts'
import { qualificationAsElm } from './write-elm.ts'

const jsonLd = 'application/ld+json'
const turtle = 'text/turtle'

interface Form {
  url: string
  type: string
  summary: string
  write: (id: string, filter: Known) => Promise<string>
}

/** The register in the formats of others. Each form of a thing has an address of its own: that of the thing and the name of the form. */
export function registerExchangeRoutes(
  app: App,
  { db, clock, settings }: { db: Db; clock: Clock; settings: { baseUrl: string } },
): void {
  const { baseUrl } = settings
  const at = addressesOf(baseUrl)
  const framework = (id: string, filter: Known) => frameworkScheme(db, id, filter, at)
  const classification = (id: string, filter: Known) => classificationScheme(db, id, filter, baseUrl)
  const elm = async (id: string, filter: Known) => qualificationAsElm(await qualificationToWrite(db, id, filter), at)
  const forms: Form[] = [
    ...asGraph('frameworks/:id/skos', 'A framework with its levels as a SKOS concept scheme', framework),
    ...asGraph('classifications/:id/skos', 'A classification with its codes as a SKOS concept scheme', classification),
    ...asGraph('qualifications/:id/elm', 'One qualification in the European Learning Model', elm),
    {
      url: 'qualifications/:id/ctdl.jsonld',
      type: jsonLd,
      summary: 'One qualification in the Credential Transparency Description Language',
      write: async (id, filter) => qualificationsAsCtdl([await qualificationToWrite(db, id, filter)], at, today(clock)),
    },
  ]
  for (const form of forms) formRoute(app, form)
}

function asGraph(url: string, summary: string, read: (id: string, filter: Known) => Promise<RdfNode[]>): Form[] {
  return [
    { url: `${url}.ttl`, type: turtle, summary, write: async (id, filter) => toTurtle(await read(id, filter)) },
    { url: `${url}.jsonld`, type: jsonLd, summary, write: async (id, filter) => toJsonLd(await read(id, filter)) },
  ]
}

function formRoute(app: App, { url, type, summary, write }: Form): void {
  app.get(`/api/v1/${url}`, {
    schema: {
      summary: `${summary} (${type === turtle ? 'Turtle' : 'JSON-LD'})`,
      tags: ['exchange'],
      params: z.object({ id: z.string().max(100) }),
      querystring: readingQuery.pick({ asOf: true, knownOn: true }),
      response: { 200: { description: 'The answer', content: { [type]: { schema: z.string() } } } },
    },
    config: { produces: [type] },
    handler: async ({ params, query }, reply) => {
      const { lang: _, ...reading } = toReading(query, undefined)
      reply.type(`${type}; charset=utf-8`)
      return reply.send(await write(params.id, reading))
    },
  })
}
