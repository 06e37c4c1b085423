// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import type { Case } from '../../../packages/recognition/src/oracle/world.ts'
import { assessByEngine } from './compare.ts'
import { digest, fixedCases } from './fixed-cases.ts'

const given = process.env.PASSERELLE_CHROMIUM ?? '/usr/bin/chromium'
const skip = existsSync(given) ? false : `no Chromium at ${given}: install it or set PASSERELLE_CHROMIUM to its path`

const page = `
import { assess, compile, revive } from './index.ts'
globalThis.assessAll = (cases) => cases.map(({ bundle, person, asOf, request }) => {
  const compiled = compile(bundle, asOf)
  return [JSON.stringify(compiled), JSON.stringify(assess(revive(JSON.stringify(compiled)), person, request))]
})`

async function bundledEngine(): Promise<string> {
  const root = join(import.meta.dirname, '..', '..', '..', 'packages', 'recognition', 'src')
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

async function inBrowser(cases: Case[]): Promise<string[]> {
  const browser = await chromium.launch({ executablePath: given, args: ['--no-sandbox'] })
  try {
    const tab = await browser.newPage()
    await tab.addScriptTag({ content: await bundledEngine() })
    const call = `globalThis.assessAll(${JSON.stringify(cases)})`
    return (await tab.evaluate<string[][]>(call)).flat()
  } finally {
    await browser.close()
  }
}

test('a browser compiles and assesses to the same bytes as Node', { skip }, async () => {
  const cases = fixedCases(300)
  const { compile } = await import('../../../packages/recognition/src/index.ts')
  const here = cases.flatMap((input) => [
    JSON.stringify(compile(input.bundle, input.asOf)),
    JSON.stringify(assessByEngine(input)),
  ])
  const there = await inBrowser(cases)
  assert.equal(there.length, here.length)
  assert.equal(digest(there), digest(here))
})
