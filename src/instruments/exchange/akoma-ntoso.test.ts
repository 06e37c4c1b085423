// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import '../../../test/support/database.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { toAkomaNtoso } from './write-akoma-ntoso.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

test('an instrument in full, with what is awkward escaped', () => {
  const text = toAkomaNtoso({
    instrument: {
      id: 'xa-1',
      jurisdiction: 'XA-N',
      kind: 'notice',
      title: { en: 'Tom & "Co" <1>', 'zh-CN': '通知' },
      number: 'XA〔2026〕1号',
      effective: '2026-01',
      until: '2030',
      status: 'in-force',
      supersedes: ['xa-0'],
      sources: [{ id: 's1', url: 'https://example.org/?a=1&b=2', quality: 'demonstration', text: 'none' }],
      clauses: [
        {
          id: 'art-1',
          article: { en: 'art. 1', 'zh-CN': '第一条' },
          summary: { en: 'One\u0007.', 'zh-CN': '一。' },
          source: 's1',
        },
      ],
    },
    recordedAt: '2026-11-22T03:00:00.000000Z',
    address: 'https://p.example/law/xa-1',
    baseUrl: 'https://p.example',
  })
  for (const said of [
    '<docTitle xml:lang="en">Tom &amp; &quot;Co&quot; &lt;1&gt;</docTitle>',
    '<docNumber>XA〔2026〕1号</docNumber>',
    '<FRBRthis value="https://p.example/law/xa-1"/>',
    '<FRBRdate date="2026-01-01" name="effective"/>',
    '<FRBRdate date="2026-11-22" name="recorded"/>',
    '<FRBRcountry value="xa"/>',
    '<FRBRprescriptive value="false"/>',
    '<FRBRauthoritative value="false"/>',
    '<eventRef eId="end" date="2030-01-01" source="#source-1" type="repeal"/>',
    '<original eId="source-1" href="https://example.org/?a=1&amp;b=2" showAs="s1 (demonstration)"/>',
    '<passiveRef eId="supersedes-xa-0" href="https://p.example/law/xa-0" showAs="xa-0"/>',
    '<p xml:lang="en">One.</p>',
    '<p xml:lang="zh-CN">第一条　一。</p>',
    'not the text of the law',
    '并非法规原文',
  ]) {
    assert.ok(text.includes(said), said)
  }
})

test('its address and its page lead to each other', async () => {
  const answer = await site.app.inject({ url: '/api/v1/instruments/cn-sx-2024-5/akoma-ntoso.xml' })
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.headers['content-type'], 'application/akn+xml; charset=utf-8')
  assert.match(
    answer.body,
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<akomaNtoso xmlns="http:\/\/docs\.oasis-open\.org\/legaldocml\/ns\/akn\/3\.0">/,
  )
  assert.match(answer.body, /<FRBRthis value="http:\/\/127\.0\.0\.1\/law\/cn-sx-2024-5"\/>/)
  const page = await site.app.inject({ url: '/law/cn-sx-2024-5' })
  assert.match(
    page.body,
    /<link rel="alternate" type="application\/akn\+xml" href="\/api\/v1\/instruments\/cn-sx-2024-5\/akoma-ntoso\.xml"/,
  )
  const framework = (await site.app.inject({ url: '/frameworks/eqf' })).body
  for (const form of ['skos.ttl', 'skos.jsonld'])
    assert.match(framework, new RegExp(`rel="alternate"[^>]*href="/api/v1/frameworks/eqf/${form}"`))
  assert.equal((await site.app.inject({ url: '/api/v1/instruments/none-such/akoma-ntoso.xml' })).statusCode, 404)
})
