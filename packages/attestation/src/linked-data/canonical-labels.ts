// SPDX-License-Identifier: Apache-2.0
import { hex } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { type Blank, lineOf, type Statement, type WrittenTerm } from './statements.ts'

/**
 * The text of each blank node in the canonical form, where the hashes of their own statements tell them apart (RDFC-1.0
 * §4.4.3, steps 1 to 4): they are named in the order of these. Null where two of them look alike.
 */
export async function canonicalLabels(statements: readonly Statement[]): Promise<ReadonlyMap<Blank, string> | null> {
  const about = statementsAbout(statements)
  const byHash = new Map<string, Blank>()
  for (const [node, own] of about) byHash.set(await firstDegreeHash(node, own), node)
  if (byHash.size < about.size) return null
  return new Map([...byHash.keys()].sort().map((hash, index) => [byHash.get(hash) as Blank, `_:c14n${index}`]))
}

/** The statements that each blank node stands in (RDFC-1.0 §4.4.3, step 2). */
function statementsAbout(statements: readonly Statement[]): Map<Blank, Statement[]> {
  const about = new Map<Blank, Statement[]>()
  for (const statement of statements)
    for (const term of new Set([statement.subject, statement.object, statement.graph])) {
      if (term.termType !== 'BlankNode') continue
      const own = about.get(term)
      if (own === undefined) about.set(term, [statement])
      else own.push(statement)
    }
  return about
}

/** Hash First Degree Quads (RDFC-1.0 §4.6.3): the node is `_:a`, every other `_:z`. */
async function firstDegreeHash(node: Blank, statements: readonly Statement[]): Promise<string> {
  const textOf = (term: WrittenTerm) => (term.termType !== 'BlankNode' ? term.text : term === node ? '_:a' : '_:z')
  const lines = statements.map((statement) => lineOf(statement, textOf)).sort()
  return hex(await platformCrypto.sha256(utf8(lines.join(''))))
}
