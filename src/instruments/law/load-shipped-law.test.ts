// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { assess } from '@passerelle/recognition'
import { sql } from 'kysely'
import { demo, edit, instantBetween, withLaw } from '../../../test/fixtures/law/demo-law.ts'
import { testDatabase, withTestDatabase } from '../../../test/support/database.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import { compiledFor, expectChange, loadLaw } from '../bundle/load-bundle.ts'
import { loadShippedLaw } from './load-shipped-law.ts'

interface RecordRow {
  id: string
  status: string
  open: boolean
}

async function records(db: Db): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select id, status, superseded_at is null as open from instruments order by record
  `.execute(db)
  return rows
}

const person = {
  birthDate: '1990-05-01',
  credentials: [{ id: 'c1', level: 'demo-skill/high', issued: '2024-11-22' }],
  facts: { honours: ['medal'] },
}

async function verdict(db: Db, knownOn?: Date): Promise<string> {
  const { bundle } = await loadLaw(db, knownOn === undefined ? {} : { knownOn })
  const { findings } = assess(compiledFor(bundle, '2026-11-22'), person, { place: 'XA-1' })
  return findings.map((finding) => `${finding.rule} ${finding.verdict} ${finding.holdsFrom ?? ''}`).join(', ')
}

test('what has not changed is not loaded again', async () => {
  await withTestDatabase(async (db) => {
    const first = await loadShippedLaw(db, `${demo}/law`)
    assert.deepEqual(
      { opened: first.opened, closed: first.closed, facts: first.facts.length },
      { opened: ['xa-xb-register', 'xa-title-notice'], closed: [], facts: 7 },
    )
    assert.deepEqual(await loadShippedLaw(db, `${demo}/law`), {
      opened: [],
      closed: [],
      facts: [],
      examples: [],
      waiting: [],
    })
    assert.deepEqual(await records(db), [
      { id: 'xa-xb-register', status: 'in-force', open: true },
      { id: 'xa-title-notice', status: 'in-force', open: true },
    ])
  })
})

test('a comment in a file is a new file but no new record', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      await loadShippedLaw(db, join(root, 'law'))
      edit(join(root, 'law/XA/title-notice/rules.yaml'), 'rules:', '# a remark\nrules:')
      assert.deepEqual(await loadShippedLaw(db, join(root, 'law')), {
        opened: [],
        closed: [],
        facts: [],
        examples: [],
        waiting: [],
      })
    })
  })
})

test('a changed instrument opens a new record, and what was known before can still be asked', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      await loadReference(db, join(root, 'reference'))
      await loadShippedLaw(db, join(root, 'law'))
      const then = await instantBetween(db)
      assert.equal(await verdict(db), 'xa-title-notice#engineer met ')
      edit(join(root, 'law/XA/title-notice/rules.yaml'), 'held: { years: 2 }', 'held: { years: 3 }')
      const report = await loadShippedLaw(db, join(root, 'law'))
      assert.deepEqual(report, {
        opened: ['xa-title-notice'],
        closed: ['xa-title-notice'],
        facts: [],
        examples: [],
        waiting: [],
      })
      assert.equal(await verdict(db), 'xa-title-notice#engineer unmet 2027-11-22')
      assert.equal(await verdict(db, then), 'xa-title-notice#engineer met ')
      assert.deepEqual(await records(db), [
        { id: 'xa-xb-register', status: 'in-force', open: true },
        { id: 'xa-title-notice', status: 'in-force', open: false },
        { id: 'xa-title-notice', status: 'in-force', open: true },
      ])
      assert.equal(await verdict(db, new Date(0)), '')
    })
  })
})

test('an instrument whose folder is gone is closed and not deleted, and may come back', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      await loadShippedLaw(db, join(root, 'law'))
      rmSync(join(root, 'law/XA/register-agreement'), { recursive: true })
      const gone = await loadShippedLaw(db, join(root, 'law'))
      assert.deepEqual(gone, { opened: [], closed: ['xa-xb-register'], facts: [], examples: [], waiting: [] })
      cpSync(`${demo}/law`, join(root, 'law'), { recursive: true })
      const back = await loadShippedLaw(db, join(root, 'law'))
      assert.deepEqual(back, { opened: ['xa-xb-register'], closed: [], facts: [], examples: [], waiting: [] })
      assert.deepEqual(await records(db), [
        { id: 'xa-xb-register', status: 'in-force', open: false },
        { id: 'xa-title-notice', status: 'in-force', open: true },
        { id: 'xa-xb-register', status: 'in-force', open: true },
      ])
    })
  })
})

test('law with errors is refused as a whole, with file and line, and what stood before stays', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      await loadShippedLaw(db, join(root, 'law'))
      edit(join(root, 'law/XA/title-notice/rules.yaml'), 'demo-skill/high', 'demo-skill/hihg')
      await assert.rejects(loadShippedLaw(db, join(root, 'law')), (error: unknown) => {
        assert.ok(error instanceof Problem)
        assert.equal(error.code, 'law')
        assert.deepEqual(
          error.errors?.map(({ line, path, message }) => ({ line, path, message })),
          [
            {
              line: 6,
              path: 'rules[0].subject.levels[0]',
              message:
                "unknown level 'demo-skill/hihg', expected one of demo-skill/low (Low), demo-skill/middle (Middle), demo-skill/high (High); did you mean 'demo-skill/high'?",
            },
          ],
        )
        return true
      })
      assert.equal((await records(db)).filter((row) => row.open).length, 2)
    })
  })
})

test('two loaders at once load once', async () => {
  const database = await testDatabase()
  try {
    const reports = await Promise.all([1, 2, 3].map(() => loadShippedLaw(database.db, `${demo}/law`)))
    assert.deepEqual(reports.map((report) => report.opened.length).sort(), [0, 0, 2])
    assert.deepEqual(reports.map((report) => report.facts.length).sort(), [0, 0, 7])
    assert.equal((await records(database.db)).length, 2)
  } finally {
    await database.close()
  }
})

test('a record cannot be changed in place', async () => {
  await withTestDatabase(async (db) => {
    await loadShippedLaw(db, `${demo}/law`)
    await assert.rejects(sql`update instruments set status = 'repealed'`.execute(db), /can only be superseded/)
  })
})

test('the law in hand stays the same object while nothing changes', async () => {
  await withTestDatabase(async (db) => {
    await loadReference(db, `${demo}/reference`)
    await loadShippedLaw(db, `${demo}/law`)
    const [first, second] = await Promise.all([loadLaw(db), loadLaw(db)])
    assert.equal(first, second)
    assert.equal(compiledFor(first.bundle, '2026-11-22'), compiledFor(second.bundle, '2026-11-22'))
  })
})

test('what an instrument brings stands in the register with it, and goes with it', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      const folder = join(root, 'law/XA/title-notice')
      writeFileSync(
        join(folder, 'qualifications.csv'),
        'id,name.en,name.zh-CN,family,country,awardingBody,fields,levels,source\nxa-new,New one,新证书,,XB,xa-body,,,\n',
      )
      writeFileSync(
        join(folder, 'awarding-bodies.csv'),
        'id,name.en,name.zh-CN,country,source\nxa-body,Body,机构,XB,\n',
      )
      const standing = async () => {
        const { rows } = await sql<{ id: string; origin: string }>`
          select id, origin from qualifications where superseded_at is null and origin like 'brought/%'
          union all select id, origin from awarding_bodies where superseded_at is null and origin like 'brought/%'
          order by 1`.execute(db)
        return rows.map(({ id, origin }) => `${id} ${origin}`)
      }
      assert.deepEqual((await loadShippedLaw(db, join(root, 'law'))).opened, ['xa-xb-register', 'xa-title-notice'])
      assert.deepEqual(await standing(), ['xa-body brought/xa-title-notice', 'xa-new brought/xa-title-notice'])
      rmSync(join(folder, 'awarding-bodies.csv'))
      edit(join(folder, 'qualifications.csv'), ',xa-body,', ',,')
      assert.deepEqual((await loadShippedLaw(db, join(root, 'law'))).opened, ['xa-title-notice'])
      assert.deepEqual(await standing(), ['xa-new brought/xa-title-notice'])
      rmSync(folder, { recursive: true })
      await loadShippedLaw(db, join(root, 'law'))
      assert.deepEqual(await standing(), [])
    })
  })
})

test('an upgrade never writes over what an authority keeps or has withdrawn: it offers what is new', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      const law = join(root, 'law')
      await loadShippedLaw(db, law)
      // As a publication leaves it: the shipped record closed, one of the authority open; and another withdrawn.
      await sql`update instruments set superseded_at = now() where id = 'xa-title-notice'`.execute(db)
      await sql`
        insert into instruments (id, path, jurisdiction, kind, status, title, places, excepts, content, sha256, recorded_at, origin)
        select id, path, jurisdiction, kind, status, title, places, excepts, content, 'own', now(), 'authority:xa-authority-north'
        from instruments where id = 'xa-title-notice'`.execute(db)
      await sql`update instruments set withdrawn_by = '{}', superseded_at = now() where id = 'xa-xb-register'`.execute(
        db,
      )
      const offers = async () => {
        const { rows } = await sql<{ instrument: string; names: string[] }>`
          select instrument, array(select jsonb_object_keys(files) order by 1) as names from law_offers order by 1`.execute(
          db,
        )
        return rows.map(
          ({ instrument, names }) => `${instrument}: ${names.filter((name) => !name.includes('/')).join(' ')}`,
        )
      }
      // What was recorded here before is no news.
      edit(join(root, 'reference/facts.yaml'), 'facts:', '# a remark\nfacts:')
      await loadShippedLaw(db, law)
      assert.deepEqual(await offers(), [])
      edit(join(law, 'XA/title-notice/instrument.yaml'), 'number: ', 'number: Newer ')
      const report = await loadShippedLaw(db, law)
      assert.deepEqual([report.opened, report.closed], [[], []])
      assert.deepEqual(await offers(), ['xa-title-notice: instrument.yaml rules.yaml'])
      assert.deepEqual(
        (await records(db)).filter(({ open }) => open).map(({ id }) => id),
        ['xa-title-notice'],
      )
      edit(join(law, 'XA/title-notice/instrument.yaml'), 'number: Newer ', 'number: ')
      await loadShippedLaw(db, law)
      assert.deepEqual(await offers(), [])
    })
  })
})

test('a rule whose list is gone is left out and told, and all others go on to answer', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      await loadReference(db, `${demo}/reference`)
      for (const name of ['list', 'names']) {
        const folder = join(root, 'law/XA', name)
        cpSync(join(root, 'law/XA/title-notice'), folder, { recursive: true })
        rmSync(join(folder, 'examples'), { recursive: true })
        edit(join(folder, 'instrument.yaml'), 'id: xa-title-notice', `id: xa-${name}`)
        edit(join(folder, 'instrument.yaml'), 'id: xa-overseas-1', `id: xa-overseas-${name}`)
      }
      rmSync(join(root, 'law/XA/list/rules.yaml'))
      edit(
        join(root, 'law/XA/names/rules.yaml'),
        'levels: [demo-skill/high]',
        'listed: { catalogue: xa-overseas-list }',
      )
      await loadShippedLaw(db, join(root, 'law'))
      const told = async () => (await loadLaw(db)).leftOut.map(({ error }) => error.message)
      const title = 'xa-title-notice#engineer met '
      assert.deepEqual([await verdict(db), await told()], [`${title}, xa-names#engineer unknown `, []])
      await sql`update instruments set superseded_at = clock_timestamp() where id = 'xa-list'`.execute(db)
      await sql`update record_clock set at = clock_timestamp()`.execute(db)
      expectChange(db)
      const gone = "xa-names#engineer: subject: no catalogue 'xa-overseas-list'"
      assert.deepEqual([await verdict(db), await told()], [title, [gone]])
    })
  })
})
