// SPDX-License-Identifier: Apache-2.0
import ts from 'typescript'
import { type Source, walk } from './source.ts'

export interface FunctionMeasure {
  name: string
  line: number
  lines: number
  nesting: number
}

export interface FileMeasure {
  path: string
  lines: number
  exports: number
  functions: FunctionMeasure[]
  /** Specifiers of relative imports and re-exports, types included. */
  imports: string[]
}

export function measureSource(source: Source): FileMeasure {
  const { path, text, tree } = source
  const functions: FunctionMeasure[] = []
  walk(tree, (node) => {
    if (isFunction(node) && node.body) functions.push(measureFunction(node, tree))
  })
  return {
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    exports: countExports(tree),
    functions,
    imports: relativeImports(tree),
  }
}

type Func = ts.FunctionLikeDeclaration & { body?: ts.Node }

function isFunction(node: ts.Node): node is Func {
  return ts.isFunctionLike(node) && 'body' in node
}

function measureFunction(node: Func, tree: ts.SourceFile): FunctionMeasure {
  const first = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line
  const last = tree.getLineAndCharacterOfPosition(node.end).line
  return {
    name: nameOf(node),
    line: first + 1,
    lines: last - first + 1,
    nesting: node.body ? nestingIn(node.body) : 0,
  }
}

function nameOf(node: Func): string {
  if (node.name) return node.name.getText()
  if (ts.isConstructorDeclaration(node)) return 'constructor'
  const { parent } = node
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.name.getText()
  }
  if (ts.isCallExpression(parent)) return `(in ${parent.expression.getText().slice(0, 30)})`
  return '(unnamed)'
}

/** How deep control structures stand in each other; `else if` goes no deeper, a function within starts again. */
function nestingIn(node: ts.Node): number {
  let deepest = 0
  ts.forEachChild(node, (child) => {
    if (isFunction(child)) return
    deepest = Math.max(deepest, nestingIn(child) + (opensLevel(child) ? 1 : 0))
  })
  return deepest
}

function opensLevel(node: ts.Node): boolean {
  if (ts.isIfStatement(node)) return !(ts.isIfStatement(node.parent) && node.parent.elseStatement === node)
  return ts.isIterationStatement(node, false) || ts.isSwitchStatement(node) || ts.isTryStatement(node)
}

function countExports(tree: ts.SourceFile): number {
  let count = 0
  for (const statement of tree.statements) {
    if (ts.isExportAssignment(statement)) count += 1
    else if (ts.isExportDeclaration(statement)) count += exportedNames(statement)
    else if (isExported(statement))
      count += ts.isVariableStatement(statement) ? statement.declarationList.declarations.length : 1
  }
  return count
}

function exportedNames({ exportClause }: ts.ExportDeclaration): number {
  return exportClause && ts.isNamedExports(exportClause) ? exportClause.elements.length : 1
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
}

function relativeImports(tree: ts.SourceFile): string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    const { moduleSpecifier } = statement
    return moduleSpecifier && ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text.startsWith('.')
      ? [moduleSpecifier.text]
      : []
  })
}
