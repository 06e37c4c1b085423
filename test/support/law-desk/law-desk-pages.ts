// SPDX-License-Identifier: Apache-2.0
// The pages on which an authority makes its law, each in its states.

import { get, getAs, type Visit } from '../visit.ts'
import { knownDrafts, knownImports, knownLaw, knownPublications } from './known-law.ts'

type Pages = Readonly<Record<string, Readonly<Record<string, Visit>>>>
const editor = 'law-editor'
const approver = 'law-approver'

const at = (name: keyof typeof knownDrafts, more = '') => `/drafts/${knownDrafts[name]}${more}`
const file = (name: keyof typeof knownImports, more = '') => at('list', `/import/${knownImports[name]}${more}`)
const publication = (name: keyof typeof knownPublications, more = '') =>
  `/publications/${knownPublications[name]}${more}`
const path = (name: string) => `/file?path=${encodeURIComponent(name)}`

const drafts: Pages = {
  'GET /drafts': { drafts: getAs(editor, '/drafts'), 'drafts, as an approver': getAs(approver, '/drafts') },
  'GET /drafts/new': { 'a new draft': getAs(editor, '/drafts/new') },
  'POST /drafts/new': { 'a draft without a name': { path: '/drafts/new', sends: {}, as: editor } },
  'GET /drafts/:id': {
    'a draft': getAs(editor, at('list', '?done=saved')),
    'a draft without files': getAs(editor, at('empty')),
    'a draft with findings, and somebody who shows them': getAs(editor, at('whole')),
    'a draft with errors': getAs(editor, at('flawed')),
    'a draft that was discarded': getAs(editor, at('discarded')),
    'a draft that is proposed': getAs(editor, at('proposed')),
    'a draft that was returned': getAs(editor, at('returned')),
    'a draft of law in force': getAs(editor, at('corrected')),
    'a draft, as an approver': getAs(approver, at('list')),
    'no such draft': getAs(editor, '/drafts/x'),
  },
  'POST /drafts/:id': {
    'a draft renamed to nothing': { path: at('list'), sends: { title: ' ' }, as: editor },
    'no such draft to save': { path: '/drafts/x', sends: { title: 'x' }, as: editor },
  },
  'GET /drafts/:id/versions/:version': {
    'a version of a draft': getAs(editor, at('list', '/versions/1')),
    'no such version': getAs(editor, at('list', '/versions/9')),
  },
  'GET /drafts/:id/file': {
    'a file of a draft': getAs(editor, at('list', path('rules.yaml'))),
    'a list, line by line': getAs(editor, at('list', `${path('catalogues/xa-n-known-list-main.csv')}&as=lines`)),
    'a file to begin': getAs(editor, at('empty', path('notes.md'))),
    'a file, as an approver': getAs(approver, at('list', path('instrument.yaml'))),
    'no such draft’s file': getAs(editor, '/drafts/x/file?path=rules.yaml'),
  },
  'POST /drafts/:id/file': {
    'a file that somebody else has saved since': {
      path: at('list', path('rules.yaml')),
      sends: { text: 'rules: []', version: '1' },
      as: editor,
    },
    'no such file to save': { path: '/drafts/x/file', sends: {}, as: editor },
  },
  'GET /drafts/:id/line': {
    'a line of a list': getAs(editor, at('list', `/line?path=catalogues%2Fxa-n-known-list-main.csv&line=2`)),
    'a line to add': getAs(editor, at('list', `/line?path=catalogues%2Fxa-n-known-list-main.csv&line=new`)),
    'no such line of a list': getAs(editor, at('list', `/line?path=catalogues%2Fxa-n-known-list-main.csv&line=999`)),
  },
  'POST /drafts/:id/line': {
    'a line that somebody else has changed since': {
      path: at('list', `/line?path=catalogues%2Fxa-n-known-list-main.csv&line=2`),
      sends: { was: 'x', 'cell-0': 'xa-welder' },
      as: editor,
    },
  },
  'GET /drafts/:id/changes': {
    'what a new instrument changes': getAs(editor, at('list', '/changes')),
    'what a correction changes': getAs(editor, at('corrected', '/changes')),
    'nothing that could be compared': getAs(editor, at('flawed', '/changes')),
    'no such draft to compare': getAs(editor, '/drafts/x/changes'),
  },
}

const beginnings: Pages = {
  'GET /drafts/new/catalogue': { 'a new batch': getAs(editor, '/drafts/new/catalogue') },
  'POST /drafts/new/catalogue': {
    'a batch with mistakes': { path: '/drafts/new/catalogue', sends: { 'class.0.id': '' }, as: editor },
    'a batch with another class': { path: '/drafts/new/catalogue', sends: { act: 'add-class' }, as: editor },
  },
  'GET /drafts/new/instrument': { 'a new instrument': getAs(editor, '/drafts/new/instrument') },
  'POST /drafts/new/instrument': {
    'an instrument with mistakes': { path: '/drafts/new/instrument', sends: { act: 'begin' }, as: editor },
  },
  'GET /drafts/from/:instrument': {
    'law of another to take up': getAs(editor, '/drafts/from/cn-sx-2024-5'),
    'law to correct or withdraw, and a shipped text that is offered': getAs(
      editor,
      `/drafts/from/${knownLaw.corrected}`,
    ),
    'law of which a shipped text waits': getAs(editor, `/drafts/from/${knownLaw.waiting}`),
    'no law to take up': getAs(editor, '/drafts/from/x'),
  },
  'POST /drafts/from/:instrument': {
    'not yours to take up': { path: '/drafts/from/cn-sx-2024-5', sends: {}, as: editor },
  },
  'POST /drafts/from/:instrument/withdraw': {
    'a withdrawal with flaws': { path: `/drafts/from/${knownLaw.corrected}/withdraw`, sends: {}, as: editor },
    'not yours to withdraw': { path: '/drafts/from/cn-sx-2024-5/withdraw', sends: {}, as: editor },
  },
}

const imports: Pages = {
  'GET /drafts/:id/import': {
    'a file to hand in, and those that were': getAs(editor, at('list', '/import')),
    'no catalogue to import into': getAs(editor, at('empty', '/import')),
    'no such draft to import into': getAs(editor, '/drafts/x/import'),
  },
  'POST /drafts/:id/import': {
    'no such draft to hand a file in for': { path: '/drafts/x/import', sends: {}, as: editor },
  },
  'POST /drafts/:id/import/rules': {
    'no such draft to remove rules from': { path: '/drafts/x/import/rules', sends: {}, as: editor },
  },
  'POST /drafts/:id/import/batch': {
    'no such draft to declare a batch of': { path: '/drafts/x/import/batch', sends: {}, as: editor },
  },
  'GET /drafts/:id/import/:import': {
    'a file with flaws': getAs(editor, file('flaws')),
    'a file with flaws, what would change': getAs(editor, file('flaws', '?show=changes')),
    'a file with names to choose': getAs(editor, file('choices')),
    'a file with names to choose, one by one': getAs(editor, file('choices', '?show=choose')),
    'a file that changes a list': getAs(editor, file('good', '?show=changes')),
    'a file without findings': getAs(editor, file('good', '?show=findings')),
    'a file that cannot be read': getAs(editor, file('unreadable')),
    'a file that is being read': getAs(editor, file('working')),
    'a file that could not be read': getAs(editor, file('failed')),
    'a file that nobody wants': getAs(editor, file('cancelled', '?done=cancelled')),
    'a file that was taken over': getAs(editor, file('taken', '?done=taken')),
    'a file that was read before the draft changed': getAs(editor, file('stale')),
    'a file, as an approver': getAs(approver, file('good')),
    'no such import': getAs(editor, file('good').replace(/\d$/, '0')),
  },
  'POST /drafts/:id/import/:import/take-over': {
    'a file that cannot be taken over yet': { path: file('flaws', '/take-over'), sends: {}, as: editor },
    'no such import to take over': { path: '/drafts/x/import/y/take-over', sends: {}, as: editor },
  },
}

const tried = {
  act: 'try',
  'try-holds': 'cn-skill/2',
  'try-issued': '2020-01-01',
  'try-birth': '1990-01-01',
  'try-day': '2026-11-22',
  'try-place': 'XA-N',
}
const shortRule = {
  id: 'short',
  clause: 'all',
  'title:': 'text',
  'title.en': 'A short rule',
  'title.zh-CN': '简短的规则',
  'purposes:': '1',
  'purposes.0': 'employment',
  'subject:': 'none',
  'when:': 'fact',
  'when.fact': 'employer-place',
  'when.within:': '1',
  'when.within.0': 'XA-N',
  'outcomes:': '0',
}

const editing: Pages = {
  'GET /drafts/:id/instrument': {
    'an instrument by form': getAs(editor, at('list', '/instrument')),
    'an instrument with everything': getAs(editor, at('whole', '/instrument')),
    'an instrument with errors by form': getAs(editor, at('flawed', '/instrument')),
    'an instrument that is edited as text': getAs(editor, at('text', '/instrument')),
    'an instrument, as an approver': getAs(approver, at('list', '/instrument')),
    'no such instrument to edit': getAs(editor, '/drafts/x/instrument'),
  },
  'POST /drafts/:id/instrument': {
    'an instrument that is being written': {
      path: at('list', '/instrument'),
      sends: { act: 'add:', 'new:': 'procedure' },
      as: editor,
    },
    'no such instrument to save': { path: '/drafts/x/instrument', sends: {}, as: editor },
  },
  'GET /drafts/:id/rules': {
    'rules by form': getAs(editor, at('whole', '/rules')),
    'rules that are edited as text': getAs(editor, at('text', '/rules')),
    'rules, as an approver': getAs(approver, at('whole', '/rules')),
    'no rules yet': getAs(editor, at('empty', '/rules')),
    'no such rules': getAs(editor, '/drafts/x/rules'),
  },
  'POST /drafts/:id/rules': { 'no such rules to save': { path: '/drafts/x/rules', sends: {}, as: editor } },
  'GET /drafts/:id/rules/:rule': {
    'a rule': getAs(editor, at('list', '/rules/listed?done=kept')),
    'a rule with everything': getAs(editor, at('whole', '/rules/everything')),
    'a rule with errors': getAs(editor, at('flawed', '/rules/never')),
    'a rule, as an approver': getAs(approver, at('whole', '/rules/everything')),
    'no such rule': getAs(editor, '/drafts/x/rules/y'),
  },
  'POST /drafts/:id/rules/:rule': {
    'a rule and somebody who is tried': {
      path: at('whole', '/rules/short'),
      sends: { ...shortRule, ...tried },
      as: editor,
    },
    'a rule and an example that is tried': {
      path: at('whole', '/rules/short'),
      sends: { ...shortRule, act: 'try', 'try-example': 'examples/met/short.yaml' },
      as: editor,
    },
    'a rule and nobody who could be tried': {
      path: at('whole', '/rules/short'),
      sends: { ...shortRule, ...tried, 'try-person': '[' },
      as: editor,
    },
    'a case that nobody has confirmed': {
      path: at('whole', '/rules/short'),
      sends: { ...shortRule, ...tried, act: 'keep', 'try-titleZh': '简短的规则' },
      as: editor,
    },
    'a rule that somebody else has saved since': {
      path: at('list', '/rules/listed'),
      sends: { ...shortRule, id: 'listed', act: 'save', version: '1' },
      as: editor,
    },
    'no such rule to save': { path: '/drafts/x/rules/y', sends: {}, as: editor },
  },
}

const publishing: Pages = {
  'GET /drafts/:id/propose': {
    'a draft to propose': getAs(editor, at('list', '/propose')),
    'a correction to propose': getAs(editor, at('correcting', '/propose')),
    'no such draft to propose': getAs(editor, '/drafts/x/propose'),
  },
  'POST /drafts/:id/propose': {
    'a draft that cannot be proposed': {
      path: at('flawed', '/propose'),
      sends: { version: '1', publishOn: '2099-01-01' },
      as: editor,
    },
    'a day that has passed': {
      path: at('list', '/propose'),
      sends: { version: '2', publishOn: '2020-01-01' },
      as: editor,
    },
    'a day that is none': { path: '/drafts/x/propose', sends: {}, as: editor },
  },
  'GET /publications': {
    'publications to decide': getAs(approver, '/publications'),
    'publications, as their proposer': getAs(editor, '/publications'),
  },
  'GET /publications/:id': {
    'a publication to decide': getAs(approver, publication('proposed')),
    'a publication that was proposed': getAs(editor, publication('proposed', '?done=proposed')),
    'a publication that was approved': getAs(editor, publication('approved')),
    'a publication that is held': getAs(approver, publication('held')),
    'a publication that was returned': getAs(editor, publication('returned')),
    'a publication that was taken back': getAs(editor, publication('takenBack', '?done=taken-back')),
    'law that was published': getAs(approver, publication('published', '?done=approved')),
    'a corrigendum': getAs(approver, publication('corrected')),
    'a withdrawal to decide': getAs(approver, publication('withdrawal', '?done=own-work')),
    'law that was withdrawn': getAs(editor, publication('withdrawn')),
    'no such publication': getAs(approver, '/publications/x'),
  },
  'POST /publications/:id/approve': {
    'no such publication to approve': { path: '/publications/x/approve', sends: {}, as: approver },
  },
  'POST /publications/:id/return': {
    'returned without a remark': { path: publication('proposed', '/return'), sends: {}, as: approver },
    'no such publication to return': { path: '/publications/x/return', sends: {}, as: approver },
  },
  'GET /law/:id/history': {
    'the history of an instrument': get('/law/cn-sx-2024-5/history'),
    'the history of law that was corrected': getAs(editor, `/law/${knownLaw.corrected}/history`),
    'the history of law that was withdrawn': getAs(editor, `/law/${knownLaw.withdrawn}/history`),
    'a history with records that are none': get('/law/cn-sx-2024-5/history?from=1000000000&to=x'),
    'no history': get('/law/x/history'),
  },
}

/** Law of an authority as everybody reads it; somebody of the authority, as it is there once they have come. */
export const authorityLaw: Readonly<Record<string, Visit>> = {
  'an instrument that was corrected': getAs(editor, `/law/${knownLaw.corrected}`),
  'an instrument that was withdrawn': getAs(editor, `/law/${knownLaw.withdrawn}`),
}

const help: Pages = {
  'GET /help/publish': { 'how a catalogue is published': get('/help/publish') },
  'GET /help/findings': {
    'what findings mean': get('/help/findings'),
    'what findings mean, as an editor': getAs(editor, '/help/findings'),
  },
}

export const lawDeskPages: Pages = { ...help, ...drafts, ...beginnings, ...imports, ...editing, ...publishing }
