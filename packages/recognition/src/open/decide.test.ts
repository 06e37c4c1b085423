// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decide } from './decide.ts'
import { allOf, anyOf, atLeastOf, type Formula, normallyOf, notOf } from './formula.ts'
import { BOOLEAN, type Test, UNBOUNDED } from './test-fact.ts'

const fact = (key: string): Formula => {
  const test: Test = { key, asks: null, domain: BOOLEAN, edges: [], accepts: (value) => value === true }
  return { op: 'test', test }
}

const atLeast = (key: string, edge: number): Formula => {
  const test: Test = { key, asks: null, domain: UNBOUNDED, edges: [edge], accepts: (value) => Number(value) >= edge }
  return { op: 'test', test }
}

const ask = (formula: Formula) => {
  const { verdict, matters } = decide(formula)
  return [verdict, ...matters.map((test) => test.key)]
}

describe('decide', () => {
  it('asks for every fact that occurs once in a plain formula', () => {
    assert.deepEqual(ask(allOf([fact('b'), anyOf([fact('a'), fact('c')])])), ['unknown', 'a', 'b', 'c'])
  })

  it('settles a fact against itself', () => {
    assert.deepEqual(ask(anyOf([fact('a'), notOf(fact('a'))])), ['met'])
    assert.deepEqual(ask(allOf([fact('a'), notOf(fact('a'))])), ['unmet'])
    assert.deepEqual(ask(allOf([atLeast('n', 5), notOf(atLeast('n', 4))])), ['unmet'])
  })

  it('drops a fact that another one makes idle', () => {
    assert.deepEqual(ask(anyOf([fact('a'), allOf([fact('a'), fact('b')])])), ['unknown', 'a'])
  })

  it('does not ask what discretion makes idle', () => {
    assert.deepEqual(ask(allOf(['discretion', normallyOf(fact('a'))])), ['discretion'])
    assert.deepEqual(ask(allOf(['discretion', normallyOf(fact('a')), fact('b')])), ['unknown', 'b'])
    assert.deepEqual(ask(anyOf(['discretion', fact('a')])), ['unknown', 'a'])
    assert.deepEqual(ask(anyOf([normallyOf(fact('a')), fact('b')])), ['unknown', 'a', 'b'])
  })

  it('counts: what cannot tip the number is not asked', () => {
    assert.deepEqual(ask(atLeastOf(2, ['met', fact('a'), fact('b')])), ['unknown', 'a', 'b'])
    assert.deepEqual(ask(atLeastOf(2, ['met', 'discretion', normallyOf(fact('a'))])), ['unknown', 'a'])
    assert.deepEqual(ask(atLeastOf(3, ['met', 'unmet', fact('a')])), ['unmet'])
  })

  it('tells thresholds of one number apart', () => {
    assert.deepEqual(ask(anyOf([atLeast('n', 5), allOf([atLeast('n', 2), fact('a')])])), ['unknown', 'a', 'n'])
    assert.deepEqual(ask(anyOf([atLeast('n', 5), allOf([atLeast('n', 5), fact('a')])])), ['unknown', 'n'])
  })
})
