// SPDX-License-Identifier: Apache-2.0
import ts from 'typescript'
import { annexes, floors } from '../../house/floors.ts'
import { determinism } from './determinism.ts'
import { type Check, isCode, isProduct, isTest, type Source, walk } from './source.ts'

const spdx: Check = {
  name: 'licence-line',
  reads: isCode,
  look({ text }, report) {
    const first = text.replace(/^#!.*\n/, '').split('\n', 1)[0]
    if (first !== '// SPDX-License-Identifier: Apache-2.0') {
      report(0, 'the first line is `// SPDX-License-Identifier: Apache-2.0`')
    }
  },
}

const noAny: Check = {
  name: 'no-any',
  reads: isCode,
  look({ tree }, report) {
    walk(tree, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) report(node, '`any` switches the compiler off: name the type')
    })
  },
}

const noSilencedCompiler: Check = {
  name: 'no-silenced-compiler',
  reads: isCode,
  look({ text }, report) {
    for (const match of text.matchAll(/\/[/*]\s*@ts-(ignore|nocheck|expect-error)/g)) {
      report(match.index, 'the compiler is right until shown wrong: no @ts- comments')
    }
  },
}

const builtInErrors = /^(Error|TypeError|RangeError|SyntaxError|ReferenceError|EvalError|URIError|AggregateError)$/

const noBareError: Check = {
  name: 'no-bare-error',
  reads: isProduct,
  look({ tree }, report) {
    walk(tree, (node) => {
      const made = ts.isNewExpression(node) || ts.isCallExpression(node)
      if (made && ts.isIdentifier(node.expression) && builtInErrors.test(node.expression.text)) {
        report(node, 'throw a Problem (in a package: its own error class) with a code; refusals are data')
      }
    })
  },
}

const builders = /^(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|replaceInto)$/
const isSqlHome = (path: string): boolean => /\.store\.ts$/.test(path) || path.startsWith('src/db/')

const sqlInStores: Check = {
  name: 'sql-in-stores',
  reads: (path) => path.startsWith('src/') && isProduct(path) && !isSqlHome(path),
  look({ tree }, report) {
    walk(tree, (node) => {
      const query = ts.isPropertyAccessExpression(node) && builders.test(node.name.text)
      const template = ts.isTaggedTemplateExpression(node) && node.tag.getText(tree).startsWith('sql')
      if (query || template) report(node, 'a query belongs in a *.store.ts')
    })
  },
}

const testModifiers = /^(test|it|describe|suite)$/

const noFocusedTest: Check = {
  name: 'no-focused-or-skipped-test',
  reads: isTest,
  look({ tree }, report) {
    walk(tree, (node) => {
      if (!ts.isPropertyAccessExpression(node) || !/^(only|skip|todo)$/.test(node.name.text)) return
      if (ts.isIdentifier(node.expression) && testModifiers.test(node.expression.text)) {
        report(node, `no .${node.name.text}: a missing resource is { skip: 'what to do about it' }`)
      }
    })
  },
}

const roles = new Set(['route', 'page', 'view', 'island', 'model', 'store', 'job', 'command', 'events', 'test'])

const closedSuffixes: Check = {
  name: 'closed-suffixes',
  // Types of a library that brings none (`.d.ts`) are no role.
  reads: (path) => /^(src|packages)\/.*\.tsx?$/.test(path) && !path.endsWith('.d.ts'),
  look({ path }, report) {
    const [, ...suffixes] = (path.split('/').at(-1) ?? '').replace(/\.tsx?$/, '').split('.')
    if (isTest(path)) return
    const wrong = suffixes.length > 1 ? suffixes.join('.') : suffixes.find((suffix) => !roles.has(suffix))
    if (wrong) report(0, `.${wrong} is not a role; the list is .${[...roles].join(' .')}`)
  },
}

const known = new Set([...floors.flat(), ...annexes])

const knownRooms: Check = {
  name: 'known-rooms',
  reads: (path) => path.startsWith('src/'),
  look({ path }, report) {
    const [, place = '', ...inside] = path.split('/')
    const allowed = inside.length > 0 ? known.has(place) : /^(server|worker|cli)(\.test)?\.ts$/.test(place)
    if (!allowed) report(0, `src/${place} has no floor: give it one in house/floors.ts, or move the file into a room`)
  },
}

const actNames: Check = {
  name: 'plain-file-names',
  reads: (path) => /^(src|packages|test|bench|scripts|house)\//.test(path),
  look({ path }: Source, report) {
    const bad = path.split('/').find((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(part))
    if (bad) report(0, `${bad}: names are lower case words joined by hyphens`)
  },
}

const spokenAttributes = /^(alt|title|placeholder|aria-label|aria-description|aria-roledescription)$/

const wordsInCatalogue: Check = {
  name: 'words-in-catalogue',
  reads: (path) => path.startsWith('src/') && path.endsWith('.tsx') && !isTest(path),
  look({ tree }, report) {
    walk(tree, (node) => {
      const attribute = ts.isJsxAttribute(node) && spokenAttributes.test(node.name.getText(tree)) && node.initializer
      const text = ts.isJsxText(node) ? node.text : attribute && ts.isStringLiteral(attribute) ? attribute.text : ''
      if (/\p{L}{2}/u.test(text.replace('Passerelle', '')))
        report(node, `'${text.trim()}' has one language: take it from src/ui/messages`)
    })
  },
}

/** Every check; each has a planted violation in test/architecture/lint.test.ts. */
export const checks: Check[] = [
  spdx,
  noAny,
  noSilencedCompiler,
  noBareError,
  sqlInStores,
  noFocusedTest,
  closedSuffixes,
  knownRooms,
  actNames,
  wordsInCatalogue,
  determinism,
]
