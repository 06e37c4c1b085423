// SPDX-License-Identifier: Apache-2.0
import ts from 'typescript'
import { type Check, isTest, walk } from './source.ts'

/** Names that bring in the clock, chance, the machine or its language. */
const outsideWorld = new Map(
  Object.entries({
    Intl: 'the language data of the machine',
    process: 'the machine',
    globalThis: 'the machine',
    global: 'the machine',
    window: 'the browser',
    document: 'the browser',
    navigator: 'the browser',
    performance: 'the clock',
    crypto: 'chance',
    console: 'output',
    fetch: 'the network',
    setTimeout: 'the clock',
    setInterval: 'the clock',
    setImmediate: 'the clock',
    queueMicrotask: 'the clock',
    eval: 'code that no check has read',
    Function: 'code that no check has read',
    require: 'other modules',
    WeakRef: 'the garbage collector',
    FinalizationRegistry: 'the garbage collector',
  }),
)

/** Members whose result depends on the language or the zone of the machine. */
const localMembers = /^(localeCompare|toLocale[A-Za-z]*|getTimezoneOffset)$/

function whyImpure(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return impureMember(node)
  if (ts.isMetaProperty(node)) return 'import.meta is the machine'
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return 'import() is I/O'
  if (!ts.isIdentifier(node) || isNameOnly(node)) return undefined
  if (node.text === 'Date') {
    return isAllowedDate(node) ? undefined : 'Date is the clock and the zone; Date.UTC alone is arithmetic'
  }
  const world = outsideWorld.get(node.text)
  return world && `${node.text} is ${world}`
}

function impureMember(node: ts.PropertyAccessExpression): string | undefined {
  if (node.name.text === 'random' && node.expression.getText() === 'Math') return 'Math.random is chance'
  if (localMembers.test(node.name.text)) return `${node.name.text} depends on the language or zone of the machine`
  return undefined
}

/** `Date.UTC(…)`: arithmetic on its arguments. */
function isAllowedDate({ parent }: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(parent) && parent.name.text === 'UTC'
}

/** The name of a member, a property or a type, which does not read the global. */
function isNameOnly(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) return parent.name === node
  return ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent) || ts.isJSDocNameReference(parent)
}

/** The same input gives the same bytes, in Node and in a browser, today and in ten years. */
export const determinism: Check = {
  name: 'engine-is-deterministic',
  reads: (path) => path.startsWith('packages/recognition/src/') && !isTest(path),
  look({ tree }, report) {
    walk(tree, (node) => {
      const reason = whyImpure(node)
      if (reason) report(node, `the engine is pure: ${reason}`)
    })
  },
}
