// SPDX-License-Identifier: Apache-2.0
import type { CredentialSelector, FactDeclaration } from '@passerelle/recognition'
import { problemAt } from '../source/explain-issues.ts'
import type { Path, SourceProblem } from '../source/source-problem.ts'
import { Hints, inWords } from '../source/suggest.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { codeSchemes, type Vocabulary } from './vocabulary.ts'

/** Where qualifications stand: those of the register, and those that instruments name. */
const qualificationFiles = 'reference/qualifications/*.csv and reference/qualifications-law.yaml'

/** Looks ids up and notes the ones that nobody knows, each with its place and the nearest known one. */
export class IdChecker {
  readonly problems: SourceProblem[] = []
  readonly source: YamlSource
  readonly vocabulary: Vocabulary

  /** Those of all files of a folder, where they are read together. */
  readonly hints: Hints

  constructor(source: YamlSource, vocabulary: Vocabulary, hints = new Hints()) {
    this.source = source
    this.vocabulary = vocabulary
    this.hints = hints
  }

  add(path: Path, rest: Pick<SourceProblem, 'code' | 'message'> & Partial<SourceProblem>): void {
    this.problems.push(problemAt(this.source, path, rest))
  }

  /** `where`: in what list the id would have to stand. */
  id(path: Path, what: string, id: string, known: KnownIds | null, where: string): boolean {
    if (known === null || ('has' in known ? known.has(id) : known.includes(id))) return true
    const expected = `${what} of ${where}`
    const hint = this.hints.for(what, id, () => ('has' in known ? known.keys() : known))
    const message = `unknown ${what} '${id}', expected one of ${where}${hint}`
    this.add(path, { code: 'unknown-id', message, found: id, expected })
    return false
  }

  /** Rules name the canonical code of a place, so that it is found; a person may use an alias. */
  jurisdiction(path: Path, code: string, aliasAllowed = false): void {
    const { jurisdictions, aliases } = this.vocabulary
    const canonical = jurisdictions?.has(code) ? undefined : aliases.get(code)
    if (canonical === undefined) {
      this.id(path, 'jurisdiction', code, jurisdictions, 'reference/jurisdictions/*.csv')
    } else if (!aliasAllowed) {
      const message = `found '${code}', an alias, expected '${canonical}'`
      this.add(path, { code: 'unknown-id', message, found: code, expected: canonical })
    }
  }

  jurisdictions(path: Path, codes: readonly string[] | undefined): void {
    codes?.forEach((code, index) => {
      this.jurisdiction([...path, index], code)
    })
  }

  framework(path: Path, id: string): boolean {
    return this.id(path, 'framework', id, this.vocabulary.frameworks, 'reference/frameworks')
  }

  qualification(path: Path, id: string): void {
    this.id(path, 'qualification', id, this.vocabulary.qualifications, qualificationFiles)
  }

  awardingBody(path: Path, id: string): void {
    this.id(path, 'awarding body', id, this.vocabulary.awardingBodies, 'reference/awarding-bodies*.yaml')
  }

  /** `framework/level`; `unknown` stands for a level that the person does not know. */
  level(path: Path, level: string, unknownAllowed = false): void {
    if (this.vocabulary.frameworks === null) return
    const slash = level.indexOf('/')
    const frameworkId = level.slice(0, slash)
    if (unknownAllowed && level === `${frameworkId}/unknown`) {
      this.framework(path, frameworkId)
      return
    }
    const framework = this.vocabulary.frameworks.get(frameworkId)
    if (framework === undefined) {
      const { frameworks } = this.vocabulary
      const all = () => [...frameworks.values()].flatMap((node) => node.levels.map((item) => `${node.id}/${item.id}`))
      const near =
        this.hints.for('level', level, all) || this.hints.for('framework', frameworkId, () => frameworks.keys())
      const message = `unknown framework '${frameworkId}', expected one of reference/frameworks${near}`
      this.add(path, { code: 'unknown-id', message, found: frameworkId, expected: 'framework of reference/frameworks' })
      return
    }
    if (framework.levels.some((item) => `${frameworkId}/${item.id}` === level)) return
    const known = framework.levels.map((item) => `${frameworkId}/${item.id}`)
    const expected = `one of ${inWords(known.map((one) => this.named(one)))}`
    const message = `unknown level '${level}', expected ${expected}${this.hints.for('level', level, () => known)}`
    this.add(path, { code: 'unknown-id', message, found: level, expected })
  }

  private named(level: string): string {
    const name = this.vocabulary.levelName(level)
    return name === undefined ? level : `${level} (${name})`
  }

  /** A fact of `reference/facts.yaml`, whether it is right or refused; `scope` is that of the list looked in. */
  fact(path: Path, id: string, scope: 'person' | 'credential'): FactDeclaration | undefined {
    const facts = scope === 'person' ? this.vocabulary.facts : this.vocabulary.statements
    if (facts === null || this.vocabulary.refusedFacts.has(id)) return undefined
    const known = facts.get(id)
    if (known !== undefined) return known
    if (scope === 'person') this.id(path, 'fact', id, facts, 'reference/facts.yaml')
    else this.id(path, 'statement', id, facts, 'the facts of scope `credential` in reference/facts.yaml')
    return undefined
  }

  code(path: Path, code: string): void {
    const scheme = code.slice(0, code.indexOf('/'))
    if (codeSchemes.includes(scheme)) return
    const expected = `one of ${codeSchemes.join(', ')}`
    const message = `unknown scheme '${scheme}', expected ${expected}${this.hints.for('scheme', scheme, () => codeSchemes)}`
    this.add(path, { code: 'unknown-id', message, found: scheme, expected })
  }

  codes(path: Path, codes: readonly string[] | undefined): void {
    codes?.forEach((code, index) => {
      this.code([...path, index], code)
    })
  }

  /** Everything a selector names, and whether the law orders the levels between which it ranges. */
  selector(path: Path, selector: CredentialSelector, catalogues: CatalogueClasses): void {
    selector.qualification?.forEach((id, index) => {
      this.qualification([...path, 'qualification', index], id)
    })
    if (selector.framework !== undefined) this.framework([...path, 'framework'], selector.framework)
    selector.notFramework?.forEach((id, index) => {
      this.framework([...path, 'notFramework', index], id)
    })
    selector.levels?.forEach((level, index) => {
      this.level([...path, 'levels', index], level)
    })
    this.range(path, selector)
    this.codes([...path, 'field'], selector.field)
    this.jurisdictions([...path, 'country'], selector.country)
    this.jurisdictions([...path, 'notCountry'], selector.notCountry)
    selector.awardingBody?.forEach((id, index) => {
      this.awardingBody([...path, 'awardingBody', index], id)
    })
    if (selector.listed !== undefined) this.listed([...path, 'listed'], selector.listed, catalogues)
  }

  private listed(path: Path, listed: NonNullable<CredentialSelector['listed']>, catalogues: CatalogueClasses): void {
    const known = this.id([...path, 'catalogue'], 'catalogue', listed.catalogue, catalogues, 'the catalogues in law/')
    const classes = catalogues.get(listed.catalogue)
    if (!known || classes === undefined) return
    const where = `the classes of ${listed.catalogue}: ${inWords([...classes])}`
    listed.classes?.forEach((name, index) => {
      this.id([...path, 'classes', index], 'class', name, classes, where)
    })
  }

  private range(path: Path, selector: CredentialSelector): void {
    for (const end of ['atLeast', 'atMost'] as const) {
      const level = selector[end]
      if (level === undefined) continue
      const before = this.problems.length
      this.level([...path, end], level)
      if (this.problems.length === before) this.rank([...path, end], level)
    }
    const { atLeast, atMost } = selector
    if (atLeast !== undefined && atMost !== undefined && frameworkOf(atLeast) !== frameworkOf(atMost)) {
      const expected = `a level of ${frameworkOf(atLeast)}`
      const message = `a range from '${atLeast}' to '${atMost}' spans two frameworks, expected ${expected}`
      this.add([...path, 'atMost'], { code: 'wrong-type', message, found: atMost, expected })
    }
  }

  private rank(path: Path, level: string): void {
    const framework = this.vocabulary.frameworks?.get(frameworkOf(level))
    const node = framework?.levels.find((item) => `${framework.id}/${item.id}` === level)
    if (framework === undefined || node === undefined || node.rank !== null) return
    const ordered = framework.levels.filter((item) => item.rank !== null).map((item) => `${framework.id}/${item.id}`)
    const expected =
      ordered.length === 0
        ? 'a list of levels (`levels`)'
        : `one of ${ordered.join(', ')}, or a list of levels (\`levels\`)`
    const message = `the law does not order the level '${level}' in ${framework.id}, expected ${expected}`
    this.add(path, { code: 'wrong-type', message, found: level, expected })
  }
}

/** Ids that may be used: a list, a set, or the keys of a map. */
export type KnownIds = readonly string[] | Pick<ReadonlyMap<string, unknown>, 'has' | 'keys'>

/** Catalogue id to the ids of its classes. */
export type CatalogueClasses = ReadonlyMap<string, ReadonlySet<string>>

export function frameworkOf(level: string): string {
  return level.slice(0, level.indexOf('/'))
}
