// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLawFolders } from '../law/read-law.ts'
import { vocabularyOf } from '../law/vocabulary.ts'

const instrument = `
id: xa-list
jurisdiction: XA
kind: catalogue
title: { en: List (demonstration), zh-CN: 目录（演示） }
status: in-force
effective: 2026-01-01
sources: [{ id: s1, url: 'https://example.org/list', quality: demonstration, text: none }]
catalogues:
  - id: xa-main
    title: { en: List, zh-CN: 目录 }
    coverage: complete
    classes: [{ id: A, label: { en: All, zh-CN: 全部 } }]
clauses: [{ id: all, summary: { en: The list., zh-CN: 目录。 }, source: s1 }]
`
const register = vocabularyOf({
  jurisdictions: [
    { code: 'XA', parents: [] },
    { code: 'XB', parents: [] },
  ],
  frameworks: [{ id: 'xa', levels: [{ id: '1', rank: 1 }] }],
  qualifications: [{ id: 'known', levels: [], country: 'XB', awardingBody: null, field: [] }],
  awardingBodies: ['old-body'],
})

const read = (files: Record<string, string>) => {
  const { folders, problems } = readLawFolders(
    [
      {
        path: 'XA/list',
        shownAs: 'law/XA/list/',
        files: new Map(Object.entries({ 'instrument.yaml': instrument, ...files })),
      },
    ],
    register,
  )
  const said = problems.map(({ file, line, path, message }) => `${file}:${line ?? ''} ${path} ${message}`)
  return { items: folders[0]?.instrument.catalogues?.[0]?.items, brings: folders[0]?.lists.brings, said }
}

test('items of a list stand in the catalogue as if written there', () => {
  const { items, said } = read({
    'catalogues/xa-main.csv':
      '\uFEFFqualification,class,from,until,note.en,note.zh-CN\r\nknown,A,2026-01,,only one,\r\n\r\nxa-new-one,A,,2030-01-01,,\r\n',
    'qualifications.csv':
      'id,name.en,name.zh-CN,family,country,awardingBody,fields,levels,source\nxa-new-one,New,新证书,degree,XB,xa-new-body,,xa/1,\n',
    'awarding-bodies.csv': 'id,name.en,name.zh-CN,country,source\nxa-new-body,Body,机构,XB,\n',
  })
  assert.deepEqual(said, [])
  assert.deepEqual(items, [
    { qualification: 'known', class: 'A', from: '2026-01', note: { en: 'only one', 'zh-CN': 'only one' } },
    { qualification: 'xa-new-one', class: 'A', until: '2030-01-01' },
  ])
})

test('lines of a later batch say what they do and who keeps what', () => {
  const { items, said } = read({
    'catalogues/xa-main.csv':
      'qualification,class,from,until,action,earlierHolders\nknown,A,,2027-01-01,,keep\nknown,A,,,remove,yes\n',
  })
  assert.deepEqual(items, [{ qualification: 'known', class: 'A', until: '2027-01-01', earlierHolders: 'keep' }])
  assert.deepEqual(said, [
    "law/XA/list/catalogues/xa-main.csv:3 action found 'remove', expected one of add, change, withdraw",
    "law/XA/list/catalogues/xa-main.csv:3 earlierHolders found 'yes', expected one of keep, lose",
  ])
})

test('every wrong cell is told with its line, and by the column', () => {
  const { items, said } = read({
    'catalogues/xa-main.csv':
      'qualification,class,from,until,note.en,note.zh-CN\nknown,A,2026-13-01,,,\nkn own,A,,,,\nnobody,B,,,,\n',
    'catalogues/other.csv': 'qualification,klass\n',
    'qualifications.csv':
      'id,name.en,name.zh-CN,family,country,awardingBody,fields,levels,source\nxa-x,New,,job,XQ,nobody,,xa/2,ftp\nxa-x,N,新,degree,,,,,\nxa-y,N,新,,XQ,nobody,,xa/2,\n',
  })
  assert.deepEqual(items, [{ qualification: 'nobody', class: 'B' }])
  assert.deepEqual(said, [
    "law/XA/list/catalogues/other.csv:  no catalogue 'other', expected the id of a catalogue in instrument.yaml as the name of the file",
    "law/XA/list/catalogues/other.csv:1  the column 'class' is missing",
    "law/XA/list/catalogues/other.csv:1  unknown column 'klass', expected one of qualification, class, from, until, action, earlierHolders, note.en, note.zh-CN; did you mean 'class'?",
    "law/XA/list/catalogues/xa-main.csv:2 from found '2026-13-01', expected a day, a month or a year of the calendar: YYYY-MM-DD, YYYY-MM or YYYY",
    "law/XA/list/catalogues/xa-main.csv:3 qualification found 'kn own', expected an id of letters, digits, dots and hyphens",
    "law/XA/list/catalogues/xa-main.csv:4 class unknown class 'B', expected one of the classes of this catalogue: A; did you mean 'A'?",
    "law/XA/list/catalogues/xa-main.csv:4 qualification unknown qualification 'nobody', expected one of reference/qualifications/*.csv and reference/qualifications-law.yaml",
    "law/XA/list/qualifications.csv:2 family found 'job', expected one of vocational-qualification, skill-level, professional-title, degree",
    'law/XA/list/qualifications.csv:2 name.zh-CN found nothing, expected some text',
    "law/XA/list/qualifications.csv:2 source found 'ftp', expected a web address that begins with http:// or https://",
    "law/XA/list/qualifications.csv:4 awardingBody unknown awarding body 'nobody', expected an awarding body of the register",
    "law/XA/list/qualifications.csv:4 country unknown jurisdiction 'XQ', expected a jurisdiction of the register; did you mean 'XA'?",
    "law/XA/list/qualifications.csv:4 levels unknown level 'xa/2', expected a level of the register; did you mean 'xa/1'?",
  ])
})

test('items in two places, a list that is no CSV, and a head of other columns', () => {
  const items = instrument.replace('全部 } }]', '全部 } }]\n    items: [{ qualification: known, class: A }]')
  assert.deepEqual(read({ 'instrument.yaml': items, 'catalogues/xa-main.csv': 'qualification,class\n' }).said, [
    'law/XA/list/instrument.yaml:14 catalogues[0].items found items here and in law/XA/list/catalogues/xa-main.csv, expected them in one of the two',
  ])
  const { said } = read({ 'catalogues/xa-main.csv': 'qualification,class\nknown,"A\n' })
  assert.match(said[0] ?? '', /xa-main\.csv:\d+ {2}not CSV: Quote Not Closed/)
})
