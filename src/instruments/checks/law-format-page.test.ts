// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { formatLawTest, testLaw } from '../examples/test-law.ts'
import { checkLaw, projectRoot } from './check-law.ts'

interface PageFile {
  path: string
  /** The text goes at the end of a file that is there. */
  added: boolean
  text: string
}

/** The files of the worked example: the blocks of the page that begin with their path. */
function filesOfPage(): PageFile[] {
  const page = readFileSync(join(projectRoot, 'docs/law-format.md'), 'utf8')
  const blocks = page.matchAll(/^```\w+\n# ((?:law|reference)\/[\w./-]+)(, added)?\n([^`]*?)^```$/gm)
  return [...blocks].map(([, path = '', added, text = '']) => ({ path, added: added !== undefined, text }))
}

/** The law of the page alone, over a copy of the reference of this installation. */
function withPage(fn: (root: string, folder: string) => void): void {
  const root = mkdtempSync(join(tmpdir(), 'law-page-'))
  try {
    cpSync(join(projectRoot, 'reference'), join(root, 'reference'), { recursive: true })
    for (const { path, added, text } of filesOfPage()) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      if (added) appendFileSync(join(root, path), text)
      else writeFileSync(join(root, path), text, { flag: 'wx' })
    }
    fn(root, join(root, 'law/XA-01/2026-1'))
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

test('the example of the page, copied as it stands, has nothing wrong', () => {
  withPage((root, folder) => {
    const { folders, problems } = checkLaw(folder, root)
    assert.deepEqual(problems, [])
    assert.deepEqual(
      folders.map(({ path, rules, examples }) => [path, rules.length, examples.length]),
      [['XA-01/2026-1', 3, 10]],
    )
  })
})

test('the examples of the page come out as the page says', () => {
  withPage((root, folder) => {
    assert.equal(formatLawTest(testLaw(folder, root)), '10 examples: all as expected\n')
  })
})

test('without the lines that the page adds to the reference, the check names the files to look in', () => {
  withPage((root, folder) => {
    rmSync(join(root, 'reference'), { recursive: true })
    cpSync(join(projectRoot, 'reference'), join(root, 'reference'), { recursive: true })
    const unknown = checkLaw(folder, root).problems.filter(({ file }) => file?.endsWith('instrument.yaml'))
    assert.deepEqual(
      unknown.map(({ path, message }) => `${path}: ${message.split(';')[0]}`),
      [
        "jurisdiction: unknown jurisdiction 'XA-01', expected one of reference/jurisdictions/*.csv",
        "issuer: unknown authority 'xa-01-hrss', expected one of reference/authorities.yaml",
        "catalogues[0].items[0].qualification: unknown qualification 'xb-crane-operator', expected one of reference/qualifications/*.csv and reference/qualifications-law.yaml",
      ],
    )
  })
})
