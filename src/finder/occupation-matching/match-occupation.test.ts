// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { withTestDatabase } from '../../../test/support/database.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import type { Db } from '../../db/index.ts'
import { occupationMatchesRoute } from './match-occupation.route.ts'

const esco = 'esco-9.9.9'

/** Invented occupations, named in English and German. */
const names = [
  ['9991', 'en', 'Invented welders', []],
  ['9991', 'de', 'Erfundene Schweißer', []],
  ['9991.1', 'en', 'demonstration welder', ['welder of samples']],
  ['9991.1', 'de', 'Musterschweißer/Musterschweißerin', []],
  ['9992.1', 'en', 'demonstration baker', []],
  ['9992.1', 'de', 'Musterbäcker/Musterbäckerin', []],
] as const

async function addScheme(db: Db, id: string, family: string): Promise<void> {
  await sql`insert into classifications (id, family, version, subject, names, coverage, recorded_at, origin)
    values (${id}, ${family}, '9.9.9', 'occupation', '{"en": "x", "zh-CN": "x"}', 'partial', now(), 'test')`.execute(db)
}

async function addName(
  db: Db,
  scheme: string,
  [code, lang, name, more]: readonly [string, string, string, readonly string[]],
) {
  await sql`insert into classification_entries (classification, code, level, uri, recorded_at, origin)
    select ${scheme}, ${code}, 1, ${`http://example.invalid/${code}`}, now(), 'test'
    where not exists (select from classification_entries where classification = ${scheme} and code = ${code})`.execute(
    db,
  )
  await sql`insert into classification_names (classification, code, lang, name, alternatives, recorded_at, origin)
    values (${scheme}, ${code}, ${lang}, ${name}, ${[...more]}, now(), 'test')`.execute(db)
}

async function ask(db: Db, query: Record<string, string>, accept = 'en'): Promise<unknown> {
  const app = routeApp((one) => occupationMatchesRoute(one, { db }))
  const reply = await app.inject({ url: '/api/v1/occupation-matches', query, headers: { 'accept-language': accept } })
  return reply.json()
}

/** Codes, best first, with the way and the note. */
async function found(db: Db, query: Record<string, string>): Promise<unknown> {
  const { way, note, matches } = (await ask(db, query)) as {
    way: string
    note: { code: string } | null
    matches: { code: string }[]
  }
  return [way, note?.code ?? null, matches.map(({ code }) => code)]
}

test('a title in any language of the names leads to its occupation', () =>
  withTestDatabase(async (db) => {
    assert.deepEqual(((await ask(db, { q: 'welder' })) as { note: { code: string } }).note.code, 'nothing-imported')
    await addScheme(db, esco, 'esco')
    for (const name of names) await addName(db, esco, name)

    assert.deepEqual(await ask(db, { q: 'Musterschweißer/in', lang: 'de-AT', limit: '1' }, 'de'), {
      scheme: esco,
      way: 'own-language',
      note: null,
      matches: [
        {
          ref: 'esco/9991.1',
          code: '9991.1',
          name: 'Musterschweißer/Musterschweißerin',
          nameLanguage: 'de',
          kind: 'occupation',
          uri: 'http://example.invalid/9991.1',
          score: 0.977,
          group: { ref: 'esco/9991', code: '9991', name: 'Erfundene Schweißer', nameLanguage: 'de' },
        },
      ],
    })
    assert.deepEqual(await found(db, { q: 'samples welder', lang: 'en', limit: '1' }), [
      'own-language',
      null,
      ['9991.1'],
    ])
    assert.deepEqual(await found(db, { q: 'musterschweisser', limit: '1' }), ['other-languages', null, ['9991.1']])
    assert.deepEqual(await found(db, { q: '焊工', lang: 'zh-CN' }), ['other-languages', 'no-names-in-language', []])

    // A sourced relation gives the occupation the names of the other scheme.
    await addScheme(db, 'demo-1', 'demo')
    await addName(db, 'demo-1', ['1-01', 'zh-CN', '示例电焊工', []])
    await sql`insert into classification_relations
      (from_classification, from_code, to_classification, to_code, kind, source, quality, recorded_at, origin)
      values ('demo-1', '1-01', ${esco}, '9991.1', 'broader', 'invented', 'reported', now(), 'test')`.execute(db)
    assert.deepEqual(await found(db, { q: '焊工', lang: 'zh-CN', limit: '1' }), ['own-language', null, ['9991.1']])
  }))
