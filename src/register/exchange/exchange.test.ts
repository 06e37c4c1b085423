// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import '../../../test/support/database.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { type Command, exitCode } from '../../kernel/index.ts'
import { exportCtdlCommand, exportElmCommand, exportSkosCommand } from './export-register.command.ts'
import { type RdfNode, toJsonLd, toTurtle } from './rdf.model.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

const api = 'http://127.0.0.1/api/v1'
const get = async (path: string) => {
  const answer = await site.app.inject({ url: `/api/v1/${path}` })
  assert.equal(answer.statusCode, 200, `${path}: ${answer.body}`)
  return { type: String(answer.headers['content-type']), body: answer.body }
}

type Json = Readonly<Record<string, unknown>>
const graphOf = (text: string): Json[] => (JSON.parse(text) as { '@graph': Json[] })['@graph']

test('what is awkward is escaped, in both forms', () => {
  const node: RdfNode = {
    id: 'https://example.org/a b<c>"d"\\e',
    types: ['skos:Concept'],
    values: [
      ['skos:prefLabel', { text: 'a "quoted"\n\\ \u0007 text', lang: 'en' }],
      ['skos:prefLabel', { text: '引号“”', lang: 'zh-CN' }],
      ['dcterms:modified', { text: '2026-01-01', type: 'xsd:date' }],
      ['skos:memberList', { list: [{ iri: 'https://example.org/1' }, { text: 'x' }] }],
      [
        'elm:additionalNote',
        { node: { types: ['elm:Note'], values: [['elm:noteLiteral', { text: 'n', lang: 'en' }]] } },
      ],
    ],
  }
  assert.equal(
    toTurtle([node]),
    `@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix elm: <http://data.europa.eu/snb/model/elm/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://example.org/a%20b%3Cc%3E%22d%22%5Ce>
  a skos:Concept ;
  skos:prefLabel "a \\"quoted\\"\\n\\\\ \\u0007 text"@en, "引号“”"@zh-CN ;
  dcterms:modified "2026-01-01"^^xsd:date ;
  skos:memberList ( <https://example.org/1> "x" ) ;
  elm:additionalNote [
    a elm:Note ;
    elm:noteLiteral "n"@en
  ] .
`,
  )
  assert.deepEqual(graphOf(toJsonLd([node])), [
    {
      '@id': 'https://example.org/a b<c>"d"\\e',
      '@type': 'skos:Concept',
      'skos:prefLabel': [
        { '@value': 'a "quoted"\n\\ \u0007 text', '@language': 'en' },
        { '@value': '引号“”', '@language': 'zh-CN' },
      ],
      'dcterms:modified': [{ '@value': '2026-01-01', '@type': 'xsd:date' }],
      'skos:memberList': [{ '@list': [{ '@id': 'https://example.org/1' }, { '@value': 'x' }] }],
      'elm:additionalNote': [{ '@type': 'elm:Note', 'elm:noteLiteral': [{ '@value': 'n', '@language': 'en' }] }],
    },
  ])
})

test('a framework is a concept scheme in two languages, linked only where a source says so', async () => {
  const { type, body } = await get('frameworks/eqf/skos.ttl')
  assert.equal(type, 'text/turtle; charset=utf-8')
  assert.match(body, /skos:prefLabel "European Qualifications Framework"@en, "欧洲资历框架"@zh-CN/)
  const one = graphOf((await get('frameworks/dqr/skos.jsonld')).body).find(
    (node) => node['@id'] === `${api}/frameworks/dqr#4`,
  )
  assert.deepEqual(one?.['skos:closeMatch'], [{ '@id': `${api}/frameworks/eqf#4` }])
  assert.equal(
    ((one?.['skos:exactMatch'] ?? []) as { '@id': string }[])[0]?.['@id'].startsWith('http://data.europa.eu/snb/qdr/'),
    true,
  )
  // A country that has left the process, and levels that are only said to correspond in part, are not close.
  const left = graphOf((await get('frameworks/cqfw/skos.jsonld')).body)
  assert.ok(left.length > 3 && left.every((node) => node['skos:closeMatch'] === undefined))
  assert.equal((await site.app.inject({ url: '/api/v1/frameworks/none-such/skos.ttl' })).statusCode, 404)
  assert.equal(
    (await site.app.inject({ url: '/api/v1/frameworks/eqf/skos.ttl', headers: { accept: 'image/png' } })).statusCode,
    406,
  )
})

/** SKOS Reference: S9, S13, S14, S27, S37 and S46, on a graph as we write it. */
function integrity(graph: readonly Json[]): string[] {
  const wrong: string[] = []
  const list = (node: Json, name: string) => (node[name] ?? []) as Json[]
  for (const node of graph) {
    const id = String(node['@id'])
    if (Array.isArray(node['@type'])) wrong.push(`S9/S37 ${id}`)
    const labels = ['skos:prefLabel', 'skos:altLabel', 'skos:hiddenLabel'].map((name) =>
      list(node, name).map((one) => JSON.stringify(one)),
    )
    if (new Set(labels.flat()).size < labels.flat().length) wrong.push(`S13 ${id}`)
    const languages = list(node, 'skos:prefLabel').map((one) => one['@language'])
    if (new Set(languages).size < languages.length) wrong.push(`S14 ${id}`)
    const targets = (names: string[]) => new Set(names.flatMap((name) => list(node, name).map((one) => one['@id'])))
    const related = targets(['skos:related', 'skos:relatedMatch'])
    for (const one of targets(['skos:broader', 'skos:narrower', 'skos:broadMatch', 'skos:narrowMatch']))
      if (related.has(one)) wrong.push(`S27 ${id}`)
    for (const one of targets(['skos:exactMatch'])) {
      if (related.has(one) || targets(['skos:broadMatch', 'skos:narrowMatch']).has(one)) wrong.push(`S46 ${id}`)
    }
  }
  return wrong
}

test('every framework and every classification that is shipped keeps the integrity conditions of SKOS', async () => {
  const frameworks = (JSON.parse((await get('frameworks?limit=500')).body) as { items: { id: string }[] }).items
  const classifications = (JSON.parse((await get('classifications')).body) as { items: { id: string }[] }).items
  let concepts = 0
  for (const path of [
    ...frameworks.map(({ id }) => `frameworks/${id}`),
    ...classifications.map(({ id }) => `classifications/${id}`),
  ]) {
    const graph = graphOf((await get(`${path}/skos.jsonld`)).body)
    assert.deepEqual(integrity(graph), [], path)
    const schemes = graph.filter((node) => node['@type'] === 'skos:ConceptScheme')
    assert.equal(schemes.length, 1, path)
    concepts += graph.filter((node) => node['@type'] === 'skos:Concept').length
  }
  assert.ok(concepts > 2000, `${concepts} concepts`)
  assert.deepEqual(
    integrity([
      {
        '@id': 'x',
        '@type': 'skos:Concept',
        'skos:exactMatch': [{ '@id': 'y' }],
        'skos:relatedMatch': [{ '@id': 'y' }],
      },
    ]),
    ['S46 x'],
  )
})

test('a qualification in the European Learning Model says what the register knows and no more', async () => {
  const graph = graphOf((await get('qualifications/de-dual-3-years/elm.jsonld')).body)
  const [node] = graph
  assert.equal(node?.['@id'], `${api}/qualifications/de-dual-3-years`)
  assert.equal(node?.['@type'], 'elm:Qualification')
  assert.deepEqual(
    ((node?.['dcterms:title'] ?? []) as Json[]).map((one) => one['@language']),
    ['de', 'en', 'zh-CN'],
  )
  assert.deepEqual(node?.['elm:EQFLevel'], [{ '@id': 'http://data.europa.eu/snb/eqf/4' }])
  assert.equal(((node?.['elm:NQFLevel'] ?? []) as Json[]).length, 1)
  for (const unknown of ['elm:learningOutcome', 'elm:ISCEDFCode', 'elm:volumeOfLearning'])
    assert.equal(node?.[unknown], undefined)
  const chinese = graphOf((await get('qualifications/cn-nq-01/elm.jsonld')).body)
  assert.equal(chinese[0]?.['elm:EQFLevel'], undefined)
  assert.match(
    (await get('qualifications/cn-nq-01/elm.ttl')).body,
    /dcterms:title "Teacher qualification"@en, "教师资格"@zh-CN/,
  )
})

test('a qualification in CTDL has an address of this installation and no made-up identifier', async () => {
  const { body, type } = await get('qualifications/us-abt-diplomate/ctdl.jsonld')
  assert.equal(type, 'application/ld+json; charset=utf-8')
  assert.doesNotMatch(body, /ctid|ce-[0-9a-f]{8}/)
  assert.equal((JSON.parse(body) as Json)['@context'], 'https://credreg.net/ctdl/schema/context/json')
  const [node, owner] = graphOf(body)
  assert.deepEqual(
    { ...node, 'ceterms:credentialStatusType': null },
    {
      '@type': 'ceterms:Certification',
      '@id': `${api}/qualifications/us-abt-diplomate`,
      'ceterms:name': {
        en: 'Certificate of the American Board of Toxicology (ABT)',
        'zh-CN': '美国毒理学委员会毒理学专业人员职业资格证书',
      },
      'ceterms:subjectWebpage': 'https://english.jschina.com.cn/23264/202203/t20220329_7482961.shtml',
      'ceterms:credentialStatusType': null,
      'ceterms:ownedBy': [`${api}/awarding-bodies/us-abt`],
      'ceterms:jurisdiction': [
        {
          '@type': 'ceterms:JurisdictionProfile',
          'ceterms:mainJurisdiction': [
            {
              '@type': 'ceterms:Place',
              'ceterms:name': { en: 'United States', 'zh-CN': '美国' },
              'ceterms:addressCountry': { en: 'United States', 'zh-CN': '美国' },
            },
          ],
        },
      ],
    },
  )
  assert.equal(owner?.['@id'], `${api}/awarding-bodies/us-abt`)
})

const run = async (command: Command, positionals: string[], values: Record<string, string | true> = {}) => {
  let out = ''
  const context = {
    database: async () => site.db,
    settings: { baseUrl: 'http://127.0.0.1' },
    stdout: (text: string) => {
      out += text
    },
    clock: site.clock,
  }
  const code = await command.run(context as unknown as Parameters<Command['run']>[0], { positionals, values })
  return { code, out }
}

test('the commands print what the addresses answer, for one and for all', async () => {
  assert.equal(
    (await run(exportSkosCommand, ['eqf'], { turtle: true })).out,
    (await get('frameworks/eqf/skos.ttl')).body,
  )
  const elm = await run(exportElmCommand, ['de-dual-3-years'])
  assert.deepEqual(elm, { code: exitCode.ok, out: (await get('qualifications/de-dual-3-years/elm.jsonld')).body })
  assert.equal(
    (await run(exportCtdlCommand, ['us-abt-diplomate'])).out,
    (await get('qualifications/us-abt-diplomate/ctdl.jsonld')).body,
  )
  const all = (JSON.parse((await get('qualifications?limit=500')).body) as { items: unknown[] }).items
  const credentials = graphOf((await run(exportCtdlCommand, [])).out).filter(
    (one) => one['@type'] !== 'ceterms:CredentialOrganization',
  )
  assert.equal(credentials.length, all.length)
  const german = graphOf((await run(exportElmCommand, [], { country: 'DE' })).out).filter(
    (one) => one['@type'] === 'elm:Qualification',
  )
  assert.ok(german.length > 3 && german.length < all.length)
  assert.ok((await run(exportSkosCommand, [])).out.length > 100_000)
  await assert.rejects(run(exportCtdlCommand, ['none-such']), /no qualification 'none-such'/)
  await assert.rejects(run(exportSkosCommand, ['none-such']), /no framework 'none-such'/)
})
