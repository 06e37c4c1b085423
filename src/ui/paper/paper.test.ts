// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { infoOf, inkIn, linksOf, noPoppler, pictureOf, tagsOf, textOf, wordsOf } from '../../../test/support/poppler.ts'
import { canDraw, missing } from './faces.ts'
import { pieces } from './line-breaks.model.ts'
import { Paper } from './paper.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const drawn = { skip: noPoppler }

const openPaper = (lang: string): Promise<Paper> =>
  Paper.open({ title: 'Title', subject: 'Subject', lang, created: new Date('2026-11-22T03:00:00Z'), foot: 'Foot' })

/** Names as they meet in one document: Russian, German, Greek, Czech, Japanese, and Chinese in both its scripts. */
const mixed = [
  '持有人：Сергей Щёлоков，工种：焊工',
  '日本の技能検定（自動車整備士）カタカナ',
  'Kraftfahrzeugmechatroniker für Ölprüfgeräte',
  'Ηλεκτρολόγος, Čeněk Příkrý',
  '臺灣營造業甲種電匠，缫丝工，魑魅魍魉',
]

for (const bold of [false, true]) {
  test(`every script is drawn and can be read again, ${bold ? 'bold' : 'regular'}`, drawn, async () => {
    const paper = await openPaper('zh-CN')
    for (const text of mixed) paper.text(text, { size: 14, bold })
    const pdf = await paper.finish()
    assert.equal(textOf(pdf), `${mixed.join('').replaceAll(' ', '')}Foot1/1`)
    const picture = pictureOf(pdf, 0)
    const bare = wordsOf(pdf).flatMap(({ text, box }) => {
      const width = (box.right - box.left) / text.length
      return [...text].flatMap((character, index) => {
        const left = box.left + index * width
        const ink = inkIn(picture, { ...box, left, right: left + width })
        // A Chinese character covers a good part of its square; Latin letters have no squares of their own.
        const least = /^[\p{Script=Han}\p{Script=Katakana}]+$/u.test(text) ? 0.05 : 0
        return ink < least ? [character] : []
      })
    })
    assert.deepEqual(bare, [])
    const words = wordsOf(pdf).filter(({ text }) => /\p{L}{2}/u.test(text))
    assert.deepEqual(
      words.filter(({ box }) => inkIn(picture, box) < 0.04 || inkIn(picture, box) > 0.5),
      [],
    )
    assert.ok(words.length >= 9)
  })
}

test('what no font can draw stands as an empty square', drawn, async () => {
  const paper = await openPaper('en')
  paper.text('Name: 기술사', { size: 12 })
  assert.equal(textOf(await paper.finish()), `Name:${missing.repeat(3)}Foot1/1`)
})

test('everything that the law, the register and the pages say can be drawn, but Korean and Arabic', () => {
  const shipped = globSync(['law/**/*.yaml', 'reference/**/*.{yaml,csv}', 'src/ui/messages/*.json'], { cwd: root })
  // Tables of characters name more of them than anyone writes.
  const files = shipped.filter((file) => !file.startsWith('reference/characters/'))
  const known = new Set(files.flatMap((file) => [...readFileSync(join(root, file), 'utf8')]))
  const bare = [...known].filter((one) => !/[\s\p{Script=Hangul}\p{Script=Arabic}]/u.test(one) && !canDraw(one))
  assert.ok(known.size > 1500)
  assert.deepEqual(bare, [])
})

test('long text runs over pages with its ground, and tags, links and language stay with it', drawn, async () => {
  const paper = await openPaper('en')
  paper.heading(1, 'Heading', { size: 20 })
  paper.within({ ground: '#eeeeee', rule: '#123456', left: 12, right: 12 }, () => {
    paper.group('L', () => {
      for (let n = 0; n < 90; n++) paper.text(`Entry ${n} 例`, { size: 12, tag: 'LI' })
    })
  })
  paper.text([{ text: 'See ' }, { text: 'the source', link: 'https://example.org/a' }, { text: '.' }], { size: 12 })
  const pdf = await paper.finish()
  const info = infoOf(pdf)
  const facts = ['Title: +Title', 'Subject: +Subject', 'Tagged: +yes', 'Pages: +3'].map((line) => new RegExp(line))
  for (const fact of facts) assert.match(info, fact)
  assert.deepEqual(tagsOf(pdf), ['Document', 'H1', 'L', ...Array<string>(90).fill('LI'), 'P', 'Link', 'Object'])
  assert.deepEqual(linksOf(pdf), ['https://example.org/a'])
  assert.match(pdf.toString('latin1'), /\/Lang \(en\)/)
  const grey = wordsOf(pdf).filter(({ text }) => text.startsWith('Entry'))
  assert.deepEqual([...new Set(grey.map(({ page }) => page))], [0, 1, 2])
  for (const { page, box } of grey.slice(0, 90)) {
    const { width, points } = pictureOf(pdf, page)
    const beside = points[Math.round(box.top * 2 + 4) * width + Math.round(box.right * 2 + 300)]
    assert.equal(beside, 0xee)
    if (page > 0) break
  }
})

test('lines break as Chinese and Latin do', () => {
  assert.deepEqual(pieces('取得“技师”（二级）以上，可申报 level 2。'), [
    '取',
    '得',
    '“技',
    '师”',
    '（二',
    '级）',
    '以',
    '上，',
    '可',
    '申',
    '报 ',
    'level ',
    '2。',
  ])
  assert.deepEqual(pieces('https://a.example/b/c'), ['https://', 'a.', 'example/', 'b/', 'c'])
  assert.deepEqual(pieces('and/or 2026-11-22'), ['and/or ', '2026-11-22'])
})
