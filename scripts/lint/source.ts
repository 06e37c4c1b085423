// SPDX-License-Identifier: Apache-2.0
import ts from 'typescript'

/** One file as the checks see it. */
export interface Source {
  path: string
  text: string
  tree: ts.SourceFile
}

export interface Finding {
  check: string
  path: string
  line: number
  message: string
}

/** One check of the text of the house. */
export interface Check {
  name: string
  /** Which files it reads. */
  reads: (path: string) => boolean
  /** What it finds; `report` takes the place by node or by position. */
  look: (source: Source, report: (at: ts.Node | number, message: string) => void) => void
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
export const isCode = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path)
/** What the application and its packages are made of, without their tests and the evaluator that proves the engine. */
export const isProduct = (path: string): boolean =>
  /^(src|packages)\/.*\.tsx?$/.test(path) && !isTest(path) && !path.includes('/oracle/')

export function readSource(path: string, text: string): Source {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : path.endsWith('.mjs') ? ts.ScriptKind.JS : ts.ScriptKind.TS
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) }
}

/** Calls `visit` for every node below `root`, parents first. */
export function walk(root: ts.Node, visit: (node: ts.Node) => void): void {
  ts.forEachChild(root, (child) => {
    visit(child)
    walk(child, visit)
  })
}

export function runCheck(check: Check, source: Source): Finding[] {
  const findings: Finding[] = []
  if (!check.reads(source.path)) return findings
  check.look(source, (at, message) => {
    const position = typeof at === 'number' ? at : at.getStart(source.tree)
    const line = source.tree.getLineAndCharacterOfPosition(position).line + 1
    findings.push({ check: check.name, path: source.path, line, message })
  })
  return findings
}
