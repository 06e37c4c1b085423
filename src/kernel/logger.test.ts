// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'

/** Runs the statements with a logger that writes to standard output; answers its lines without their time. */
function logged(statements: string): unknown[] {
  const url = JSON.stringify(new URL('./logger.ts', import.meta.url).href)
  const program = `import { createLogger } from ${url}; const logger = createLogger('info'); ${statements}`
  const text = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { time, ...entry } = JSON.parse(line) as Record<string, unknown>
      assert.match(String(time), /^\d{4}-\d{2}-\d{2}T.*Z$/)
      return entry
    })
}

test('what could name a person does not get into the log', () => {
  const person = "{ name: 'Ada', credentials: [] }"
  const lines = logged(`
    logger.info({ person: ${person}, body: ${person}, answer: { person: ${person}, status: 200 } }, 'answered')
    logger.info({ req: { method: 'GET', remoteAddress: '192.0.2.1', headers: { cookie: 'x' }, query: { q: 'Ada' } } }, 'asked')
  `)
  assert.deepEqual(lines, [
    { level: 30, answer: { status: 200 }, msg: 'answered' },
    { level: 30, req: { method: 'GET' }, msg: 'asked' },
  ])
})

test('an error is logged without what hangs on it', () => {
  const [line] = logged(`
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', client: { password: 'secret' } })
    const error = new RangeError('no database', { cause })
    error.stack = cause.stack = 'STACK'
    logger.error({ err: error }, 'failed')
  `)
  assert.deepEqual(line, {
    level: 50,
    err: {
      type: 'RangeError',
      message: 'no database',
      stack: 'STACK',
      cause: { type: 'Error', message: 'refused', code: 'ECONNREFUSED', stack: 'STACK' },
    },
    msg: 'failed',
  })
})
