// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonize, NQuads } from 'rdf-canonize'
import { raisedLater } from '../testing/raised.ts'
import { skipWithoutVectors, vector, vectorText } from '../testing/vectors.ts'
import { canonicalForm, canonicalLines } from './canonical-quads.ts'
import type { Quad } from './quads.ts'
import { Dataset, defaultGraph, nameOf, type Statement, writtenValue } from './statements.ts'

interface Entry {
  id: string
  type: 'rdfc:RDFC10EvalTest' | 'rdfc:RDFC10MapTest' | 'rdfc:RDFC10NegativeEvalTest'
  action: string
  result?: string
  hashAlgorithm?: string
}

describe('canonical N-Quads (RDFC-1.0)', { skip: skipWithoutVectors }, () => {
  const entries = skipWithoutVectors ? [] : vector<{ entries: Entry[] }>('rdf-canon/manifest.jsonld').entries
  for (const { id, type, action, result, hashAlgorithm } of entries)
    it(`hold in test ${id} of the W3C, ${type.slice(5)}`, async () => {
      const quads = NQuads.parse(vectorText(`rdf-canon/${action}`))
      if (result === undefined) {
        assert.equal(await raisedLater(() => canonicalForm(quads)), 'graph-too-complex')
        assert.equal(await raisedLater(() => canonicalLines(statementsOf(quads))), 'graph-too-complex')
      } else if (type === 'rdfc:RDFC10MapTest')
        assert.deepEqual(await issued(quads, hashAlgorithm), vector(`rdf-canon/${result}`))
      else if (hashAlgorithm === undefined) {
        assert.equal(await canonicalForm(quads), vectorText(`rdf-canon/${result}`))
        assert.equal(await canonicalLines(statementsOf(quads)), vectorText(`rdf-canon/${result}`))
      } else assert.equal(await by(quads, hashAlgorithm), vectorText(`rdf-canon/${result}`))
    })
})

const bounded = { algorithm: 'RDFC-1.0', rejectURDNA2015: true, maxDeepIterations: 500 } as const

async function issued(quads: Quad[], hashAlgorithm = 'SHA256'): Promise<Record<string, string>> {
  const canonicalIdMap = new Map<string, string>()
  await canonize(quads, { ...bounded, messageDigestAlgorithm: hashAlgorithm, canonicalIdMap })
  return Object.fromEntries([...canonicalIdMap].map(([from, to]) => [from.replace('_:', ''), to.replace('_:', '')]))
}

function by(quads: Quad[], hashAlgorithm: string): Promise<string> {
  return canonize(quads, { ...bounded, messageDigestAlgorithm: hashAlgorithm })
}

/** The same as statements of ours. */
function statementsOf(quads: readonly Quad[]): readonly Statement[] {
  const dataset = new Dataset()
  const node = ({ termType, value }: Quad['subject']) =>
    termType === 'BlankNode' ? dataset.blank(value) : nameOf(value)
  for (const { subject, predicate, object, graph } of quads)
    dataset.add(
      node(subject),
      nameOf(predicate.value),
      object.termType === 'Literal'
        ? writtenValue(object.value, nameOf(object.datatype.value), object.language)
        : node(object),
      graph.termType === 'DefaultGraph' ? defaultGraph : node(graph),
    )
  return dataset.statements
}
