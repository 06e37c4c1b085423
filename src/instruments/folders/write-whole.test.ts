// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { startVictim } from '../../../test/kill/victim.ts'
import { filesOf } from './folder-files.ts'
import { finishWriting, writeWhole } from './write-whole.ts'

const names = ['awarding-bodies.csv', 'catalogues/main.csv', 'instrument.yaml', 'qualifications.csv']

async function inFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'write-whole-'))
  try {
    await act(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** As every command of ours reads a folder: the first line of each file. */
function seen(folder: string): Record<string, string> {
  const problems: [] = []
  const { files } = filesOf(folder, 'XA/list', problems)
  assert.deepEqual(problems, [])
  return Object.fromEntries([...files].sort().map(([name, text]) => [name, text.split('\n')[0] ?? '']))
}

const all = (text: string) => Object.fromEntries(names.map((name) => [name, text]))
const texts = (text: string) => new Map(names.map((name) => [name, `${text}\n`]))

test('files are written all at once, and nothing is left beside them', () =>
  inFolder(async (folder) => {
    await writeWhole(folder, texts('old'))
    await writeWhole(folder, texts('new'))
    assert.deepEqual(seen(folder), all('new'))
    assert.deepEqual(readdirSync(folder).sort(), [
      'awarding-bodies.csv',
      'catalogues',
      'instrument.yaml',
      'qualifications.csv',
    ])
  }))

test('what was stopped before it counted is gone, what was stopped after it counted is finished', () =>
  inFolder(async (folder) => {
    await writeWhole(folder, texts('old'))
    const beside = join(folder, '.passerelle-import')
    mkdirSync(join(beside, 'catalogues'), { recursive: true })
    for (const name of names.slice(1)) writeFileSync(join(beside, name), 'new\n')
    assert.deepEqual(seen(folder), all('old'))
    // One of them stands in its place already.
    writeFileSync(join(folder, names[0] ?? ''), 'new\n')
    writeFileSync(join(beside, 'ready.json'), JSON.stringify(names))
    assert.deepEqual(seen(folder), all('new'))
    await finishWriting(folder)
    assert.equal(existsSync(beside), false)
    assert.equal(readFileSync(join(folder, 'catalogues/main.csv'), 'utf8'), 'new\n')
    mkdirSync(beside)
    writeFileSync(join(beside, 'instrument.yaml'), 'never\n')
    await finishWriting(folder)
    assert.deepEqual([seen(folder), existsSync(beside)], [all('new'), false])
  }))

test('a name that leads out of the folder is refused', () =>
  inFolder(async (folder) => {
    mkdirSync(join(folder, '.passerelle-import'))
    writeFileSync(join(folder, '.passerelle-import/ready.json'), JSON.stringify(['../elsewhere.yaml']))
    await assert.rejects(finishWriting(folder))
  }))

test('kill -9 at any time leaves the whole of one state, whatever was written', () =>
  inFolder(async (folder) => {
    await writeWhole(folder, texts('0'))
    for (let round = 0; round < 12; round++) {
      const victim = startVictim('test/kill/programs/write-folder.ts', [folder], join(folder, '..'))
      assert.ok(await victim.says('begun'), victim.output())
      await delay(Math.random() * 60)
      victim.child.kill('SIGKILL')
      await victim.ended
      const left = seen(folder)
      assert.equal(new Set(Object.values(left)).size, 1, JSON.stringify(left))
      assert.deepEqual(Object.keys(left), names)
      await finishWriting(folder)
      assert.deepEqual(seen(folder), left)
    }
  }))
