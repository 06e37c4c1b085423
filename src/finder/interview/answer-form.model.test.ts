// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectLawTexts } from '../answers/collect-law-texts.ts'
import { addressOf, readForm, readQuestion, sharedAddressOf, withoutReplaced } from './answer-form.model.ts'

const same = (text: string) => ({ en: text, 'zh-CN': text })
const fact = (id: string, type: 'set' | 'choice' | 'number' | 'boolean') => ({
  id,
  type,
  label: same(id),
  question: same(`${id}?`),
})
const texts = collectLawTexts({
  instruments: [],
  facts: [fact('honours', 'set'), fact('employer', 'choice'), fact('points', 'number'), fact('filed', 'boolean')],
  names: {},
})
const known = {
  hold: (value: string) => value !== 'nonsense',
  place: (code: string) => code.startsWith('XA'),
  texts,
}

test('the address of a question is read as it was written', () => {
  const query = 'hold=xa-diploma&hold=degree/bachelor&issued=2020-02-29&issued=&in=XA-1&purpose=title&since=2022-11-22'
  const fields = { hold: ['xa-diploma', 'degree/bachelor'], issued: ['2020-02-29', ''], in: 'XA-1', purpose: 'title' }
  assert.equal(addressOf(readForm({ ...fields, since: '2022-11-22' })), query)
})

test('a form becomes a person: credentials, work that goes on, answers by their type', () => {
  const state = readForm({
    hold: ['xa-diploma', 'cn-skill/2', 'other', ''],
    issued: ['2020-02-29', '', '', ''],
    in: 'XA-1',
    purpose: '',
    since: '2022-11-22',
    workPlace: 'XA-1',
    'q.birthDate': '1980-01-01',
    'q.honours': ['medal', 'prize'],
    'q.honours-none': '',
    'q.employer': 'company',
    'q.points': '12.5',
    'q.filed': 'false',
    'q.credential:c1:listed:xa-list': 'C',
    'q.credential:c1:stated:filed': 'true',
    'q.experience:relevant=c1.years': '3',
    'q.experience:relevant=c1.months': '2',
  })
  assert.deepEqual(readQuestion(state, known), {
    question: {
      place: 'XA-1',
      person: {
        credentials: [
          { id: 'c1', qualification: 'xa-diploma', issued: '2020-02-29' },
          { id: 'c2', level: 'cn-skill/2' },
          { id: 'c3' },
        ],
        experience: [{ from: '2022-11-22', relevantTo: ['c1', 'c2', 'c3'], place: 'XA-1' }],
        facts: {
          birthDate: '1980-01-01',
          honours: ['medal', 'prize'],
          employer: 'company',
          points: 12.5,
          filed: false,
          'credential:c1:listed:xa-list': 'C',
          'credential:c1:stated:filed': true,
          'experience:relevant=c1': 38,
        },
      },
    },
    errors: [],
  })
})

test('none of these is a set that is known to be empty', () => {
  const { question } = readQuestion(readForm({ in: 'XA', 'q.honours': '-' }), known)
  assert.deepEqual(question.person.facts, { honours: [] })
})

test('everything that cannot be used is said at once, with its field', () => {
  const state = readForm({
    hold: ['nonsense'],
    issued: ['2026-02-29'],
    in: 'QQ',
    purpose: 'fame',
    asOf: 'today',
    'q.points': 'many',
    'q.birthDate': '1980-13-01',
  })
  assert.deepEqual(readQuestion(state, known).errors, [
    { field: 'hold-0', message: 'ask.error.hold', value: 'nonsense' },
    { field: 'issued-0', message: 'ask.error.date', value: '2026-02-29' },
    { field: 'in', message: 'ask.error.place', value: 'QQ' },
    { field: 'purpose', message: 'ask.error.purpose', value: 'fame' },
    { field: 'points', message: 'ask.error.value', value: 'many' },
    { field: 'birthDate', message: 'ask.error.value', value: '1980-13-01' },
    { field: 'asOf', message: 'ask.error.date', value: 'today' },
  ])
})

const told = {
  hold: ['cn-skill/2', 'degree/bachelor'],
  issued: ['2019-06-30', ''],
  in: 'CN-SX',
  purpose: 'title',
  since: '2015-01-01',
  workPlace: 'CN-SX',
  'q.birthDate': '1986-05-01',
  'q.credential:c1:stated:relevant-work': 'true',
  'q.experience:relevant=c2.years': '3',
}

test('a link to give away holds ids and no day of a life', () => {
  assert.equal(sharedAddressOf(readForm(told)), 'hold=cn-skill/2&hold=degree/bachelor&in=CN-SX&purpose=title')
  assert.doesNotMatch(addressOf(readForm(told)), /1986|birth|relevant/)
})

test('what was answered stays while the question changes, but not about what was replaced', () => {
  const changed = readForm({ ...told, hold: ['cn-skill/1', 'degree/bachelor'], in: 'CN-SD' })
  assert.deepEqual(withoutReplaced(changed, ['cn-skill/2', 'degree/bachelor']).answers, {
    birthDate: ['1986-05-01'],
    'experience:relevant=c2.years': ['3'],
  })
  assert.deepEqual(withoutReplaced(changed, undefined).answers, changed.answers)
})
